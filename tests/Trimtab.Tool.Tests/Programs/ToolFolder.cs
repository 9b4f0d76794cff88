using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Tests.Programs;

/// <summary>A folder of its own in which the tool runs programs, as if started there.</summary>
internal sealed class ToolFolder : IDisposable
{
    private readonly ToolHost _host = new();

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public Interruption Interruption => _host.Interruption;

    public Dictionary<string, string> Variables => _host.Variables;

    public string PathOf(params string[] parts) => Path.Combine([_host.Folder, .. parts]);

    public string Write(string name, string text)
    {
        string path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs the tool with these words, and those behind -- given apart.</summary>
    public async Task<int> RunAsync(string words, params string[] program)
    {
        var outcome = await _host.RunAsync(
            [.. CommandLineText.Split(words), .. program.Length > 0 ? ["--"] : Array.Empty<string>(), .. program]);
        (Output, Error) = (outcome.Output, outcome.Error);
        return (int)outcome.Code;
    }

    public void Dispose() => _host.Dispose();
}
