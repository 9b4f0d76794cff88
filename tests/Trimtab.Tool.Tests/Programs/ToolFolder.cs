namespace Trimtab.Tool.Tests.Programs;

/// <summary>A folder of its own in which the tool runs, as if started there.</summary>
internal sealed class ToolFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trimtab");

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public Interruption Interruption { get; init; } = new();

    public string PathOf(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    public string Write(string name, string text)
    {
        string path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs the tool with these words, and those behind -- given apart.</summary>
    public async Task<int> RunAsync(string words, params string[] program)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int code = await TrimtabTool.RunAsync(
            [.. Trimtab.Tool.Programs.CommandLineText.Split(words), .. program.Length > 0 ? ["--"] : Array.Empty<string>(), .. program],
            new()
            {
                Input = TextReader.Null,
                Output = TextWriter.Synchronized(output),
                Error = TextWriter.Synchronized(error),
                Folder = _folder.FullName,
                Interruption = Interruption,
            });
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
