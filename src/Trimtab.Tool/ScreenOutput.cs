using System.Text;
using Spectre.Console;

namespace Trimtab.Tool;

/// <summary>A stream as Spectre.Console writes to it; redirected text is as wide as it is, and wraps nowhere.</summary>
internal sealed class ScreenOutput(TextWriter writer, bool isTerminal, Func<int> width, Func<int> height) : IAnsiConsoleOutput
{
    private const int Unlimited = 100_000;

    /// <inheritdoc/>
    public TextWriter Writer => writer;

    /// <inheritdoc/>
    public bool IsTerminal => isTerminal;

    /// <inheritdoc/>
    public int Width => isTerminal ? width() : Unlimited;

    /// <inheritdoc/>
    public int Height => isTerminal ? height() : Unlimited;

    /// <inheritdoc/>
    public void SetEncoding(Encoding encoding)
    {
    }
}
