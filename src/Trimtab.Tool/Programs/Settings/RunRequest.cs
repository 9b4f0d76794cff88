using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>Finds what a command line, a file and a storage together say of a study.</summary>
internal sealed class RunRequest
{
    private readonly RunOptions _options;
    private readonly List<ParseResult> _said = [];
    private readonly string _folder;

    /// <summary>Reads the command line and its file.</summary>
    /// <param name="run">The verb that runs.</param>
    /// <param name="options">Its options.</param>
    /// <param name="file">The YAML or JSON file; null for none.</param>
    /// <exception cref="UsageException">The file is not there, or has another form.</exception>
    public RunRequest(ToolRun run, RunOptions options, string? file)
    {
        (_options, _folder) = (options, run.Context.Folder);
        _said.Add(run.Parsed);
        if (file is not null)
        {
            _said.Add(Read(run.Context.FullPath(file)));
        }
    }

    /// <summary>Name of the study: what was said, else that of the program.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public string Name => Said.Text(_options.Name) ?? Said.Program switch
    {
        ([], _) => throw new UsageException(
            "A program stands behind --, as trimtab run -p lr=1e-5..1e-1:log --metric accuracy --maximize -t 100 -- python3 "
            + "train.py --lr {lr}. Got none; to go on with a study, name it with -n."),
        var (words, isShell) => ProgramName.Of(words, isShell, _folder),
    };

    /// <summary>The settings, with those of a stored study where nothing else is said.</summary>
    /// <exception cref="UsageException">Something is missing or wrong.</exception>
    public RunSettings Settings(StoredStudy? stored)
    {
        var kept = stored is null ? null : StoredRun.Of(stored, _options);
        try
        {
            return new RunReader(new(_options, _said, kept?.Layer), Name, _folder).Read() with { Id = kept?.Id ?? "" };
        }
        catch (Exception error) when (error is TrimtabException and not UsageException or ArgumentException)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>The settings that a study was made with, by name, as text; null where the tool did not make it.</summary>
    public IReadOnlyDictionary<string, string>? Before(StoredStudy stored) => StoredRun.Of(stored, _options)?.Texts(_folder);

    private RunLayers Said => new(_options, _said, null);

    private ParseResult Read(string path)
    {
        try
        {
            return _options.Parse(RunFile.Words(StudyFileText.Read(path), _options));
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
