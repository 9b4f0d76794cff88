using System.CommandLine;
using Trimtab.Storages;

namespace Trimtab.Tool.Programs;

/// <summary>Finds what a command line, a file and a storage together say of a study.</summary>
internal sealed class RunRequest
{
    private readonly RunOptions _options = new();
    private readonly List<ParseResult> _layers = [];
    private readonly string _folder;

    /// <summary>Reads the command line and its file.</summary>
    /// <param name="run">The verb that runs.</param>
    /// <param name="options">Its options.</param>
    /// <param name="file">The YAML or JSON file; null for none.</param>
    /// <exception cref="UsageException">The file is not there, or has another form.</exception>
    public RunRequest(ToolRun run, RunOptions options, string? file)
    {
        (_options, _folder) = (options, run.Context.Folder);
        _layers.Add(run.Parsed);
        if (file is not null)
        {
            _layers.Add(Read(run.Context.FullPath(file)));
        }
    }

    /// <summary>Name of the study.</summary>
    public string Name => _layers.Select(layer => layer.GetValue(_options.Name)).FirstOrDefault(name => name is not null)
        ?? _layers.Select(layer => (Words: RunReader.Words(layer), Shell: layer.GetValue(_options.Shell)))
            .Where(item => item.Words.Length > 0 || item.Shell is not null)
            .Select(item => ProgramName.Of(item.Shell is { } line ? [line] : item.Words, item.Shell is not null, _folder))
            .FirstOrDefault()
        ?? throw new UsageException(
            "A program stands behind --, as trimtab run -p lr=1e-5..1e-1:log --metric accuracy --maximize -t 100 -- python3 "
            + "train.py --lr {lr}. Got none; to go on with a study, name it with -n.");

    /// <summary>The settings, with those of a stored study where nothing else is said.</summary>
    /// <exception cref="UsageException">Something is missing or wrong.</exception>
    public RunSettings Settings(StoredStudy? stored)
    {
        try
        {
            var known = stored is null ? null : StoredRun.Words(stored);
            return new RunReader(_options, known is null ? _layers : [.. _layers, _options.Parse(known)], _folder).Read();
        }
        catch (Exception error) when (error is TrimtabException and not UsageException or ArgumentException)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>What a study was made with; null where it was not made by this verb.</summary>
    public RunSettings? Before(StoredStudy stored) =>
        StoredRun.Words(stored) is { } words ? new RunReader(_options, [_options.Parse(words)], _folder).Read() : null;

    private ParseResult Read(string path)
    {
        try
        {
            return _options.Parse(RunFile.Words(File.ReadAllText(path)));
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
