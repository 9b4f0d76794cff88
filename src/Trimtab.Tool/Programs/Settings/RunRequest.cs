using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>Finds what a command line, a file and a storage together say of a study.</summary>
internal sealed class RunRequest
{
    private static readonly string[] _extensions = [".yaml", ".yml", ".json"];

    private readonly RunOptions _options;
    private readonly List<ParseResult> _commandLine = [];
    private readonly string _folder;

    /// <summary>Reads the command line and its file.</summary>
    /// <param name="run">The verb that runs.</param>
    /// <param name="options">Its options.</param>
    /// <param name="file">The YAML or JSON file; null for none.</param>
    /// <exception cref="UsageException">The file is not there, or has another form.</exception>
    public RunRequest(ToolRun run, RunOptions options, string? file)
    {
        (_options, _folder) = (options, run.Context.Folder);
        _commandLine.Add(run.Parsed);
        if (file is not null)
        {
            _commandLine.Add(Read(run.Context.FullPath(file)));
        }
    }

    /// <summary>Name of the study: the one given, else that of the program.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public string Name => Given.Text(_options.Name) ?? Given.Program switch
    {
        ([], _) => throw new UsageException(
            "A program stands behind --, as trimtab run -p lr=1e-5..1e-1:log --metric accuracy --maximize -t 100 -- python3 "
            + "train.py --lr {lr}. Got none; to go on with a study, name it with -n."),
        var (words, isShell) => ProgramName.Of(words, isShell, _folder),
    };

    /// <summary>Whether a study is named and nothing says what a new one of the name would be: it is to go on.</summary>
    public bool IsNameAlone => Given.Text(_options.Name) is not null && Given.Program.Words.Length == 0 && !Given.GivesSpace
        && Given.Strings(_options.Metrics).Length == 0;

    /// <summary>The settings, with those of a stored study where the command line and its file have none.</summary>
    /// <param name="stored">The stored study; null for none.</param>
    /// <param name="name">Name of the study; null, as by default, for <see cref="Name"/>.</param>
    /// <exception cref="UsageException">Something is missing or wrong.</exception>
    public RunSettings Settings(StoredStudy? stored, string? name = null)
    {
        var kept = stored is null ? null : StoredRun.Of(stored, _options);
        return UsageException.Read(
            () => new RunReader(new(_options, _commandLine, kept?.Layer), name ?? Name, _folder).Read() with { Id = kept?.Id ?? "" });
    }

    /// <summary>The settings that a study was made with, by name, as text; null where the tool did not make it.</summary>
    public IReadOnlyDictionary<string, string>? Before(StoredStudy stored) => StoredRun.Of(stored, _options)?.Texts(_folder);

    private RunLayers Given => new(_options, _commandLine, null);

    /// <summary>The options of a file; one of another kind may be a program that stands without its --.</summary>
    private ParseResult Read(string path)
    {
        string text = TextOf(path);
        try
        {
            return _options.Parse(RunFile.Words(text, _options));
        }
        catch (TrimtabException error)
        {
            throw new UsageException(_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
                ? $"{path}: {error.Message}"
                : $"A study's file is YAML or JSON; the words of a program stand behind --, as -- {CommandLineText.Of([path])}. Got "
                    + $"{Path.GetFileName(path)} without. Read as a study's file: {error.Message}");
        }
    }

    private static string TextOf(string path)
    {
        try
        {
            return StudyFileText.Read(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException(
                $"A study's file must be there; the words of a program stand behind --. There is no {Path.GetFileName(path)}.");
        }
        catch (TrimtabException error)
        {
            throw new UsageException($"{path}: {error.Message}");
        }
    }
}
