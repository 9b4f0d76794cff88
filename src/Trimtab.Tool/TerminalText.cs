using Spectre.Console.Rendering;

namespace Trimtab.Tool;

/// <summary>Text that a terminal shows and does not obey: a study may have come from anywhere, with any letters in its names.</summary>
internal static class TerminalText
{
    private const char Shown = '\uFFFD';

    /// <summary>A text in which each control character is U+FFFD, those that end or indent lines included.</summary>
    public static string Of(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? Shown : letter)) : text;

    /// <summary>Hook of a screen that has the text of all it renders so; what colours it is not changed.</summary>
    public sealed class Hook : IRenderHook
    {
        /// <inheritdoc/>
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(renderable => new Plain(renderable));
    }

    private sealed class Plain(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth)
            .Select(segment => segment.IsControlCode || segment.IsLineBreak || !segment.Text.Any(IsCommand)
                ? segment
                : new(string.Concat(segment.Text.Select(letter => IsCommand(letter) ? Shown : letter)), segment.Style));

        private static bool IsCommand(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');
    }
}
