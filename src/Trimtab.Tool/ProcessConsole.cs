using System.Collections;
using System.Text;

namespace Trimtab.Tool;

/// <summary>The streams, terminal and environment of this process.</summary>
internal sealed class ProcessConsole : IDisposable
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamWriter _output = new(Console.OpenStandardOutput(), _utf8, 1 << 14) { AutoFlush = !Console.IsOutputRedirected };
    private readonly StreamWriter _error = new(new OptionalStream(Console.OpenStandardError()), _utf8) { AutoFlush = true };
    private readonly StreamReader _input = new(Console.OpenStandardInput(), _utf8);

    /// <summary>This process as verbs see it.</summary>
    public ToolContext Context(Interruption interruption) => new()
    {
        Input = _input,
        Output = TextWriter.Synchronized(_output),
        Error = TextWriter.Synchronized(_error),
        IsInputTerminal = !Console.IsInputRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Width = () => Console.WindowWidth is > 0 and var width ? width : 80,
        Height = () => Console.WindowHeight is > 0 and var height ? height : 24,
        Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(item => (string)item.Key, item => (string)item.Value!, StringComparer.Ordinal),
        Folder = CurrentFolder(),
        Interruption = interruption,
    };

    /// <summary>The current folder; empty where it was deleted.</summary>
    private static string CurrentFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _output.Dispose();
        }
        catch (IOException)
        {
            // reported when it was written
        }
    }
}
