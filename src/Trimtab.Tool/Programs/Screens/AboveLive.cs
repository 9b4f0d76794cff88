using Spectre.Console;
using Spectre.Console.Rendering;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>
/// A text above lines that change: what is on the screen from the cursor down is erased first, for the lines that stood there may be
/// longer.
/// </summary>
/// <param name="text">The text, of one or more lines.</param>
internal sealed class AboveLive(string text) : IRenderable
{
    private const string EraseDown = "\e[J"; // ECMA-48, Erase in Page

    private readonly Text _text = new(text + "\n");

    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)_text).Measure(options, maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [Segment.Control(EraseDown), .. ((IRenderable)_text).Render(options, maxWidth)];
}
