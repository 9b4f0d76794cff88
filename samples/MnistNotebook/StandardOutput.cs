using System.Text;

namespace MnistNotebook;

/// <summary>
/// Standard output that may stop taking text (a full disk, a closed descriptor): that is said once on the error output, and the run goes on
/// without it.
/// </summary>
internal sealed class StandardOutput(TextWriter output) : TextWriter
{
    private TextWriter _output = output;

    public override Encoding Encoding { get; } = output.Encoding;

    public override void Write(char value) => Try(() => _output.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => _output.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => _output.Write(value));

    public override void Flush() => Try(() => _output.Flush());

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _output = Null;
            Say($"Standard output can't be written to; the run goes on without it. {error.Message}");
        }
    }

    private static void Say(string sentence)
    {
        try
        {
            Console.Error.WriteLine(sentence);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // nothing is left to say it on
        }
    }
}
