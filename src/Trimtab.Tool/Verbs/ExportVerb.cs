using System.CommandLine;
using Trimtab.Tables;
using Trimtab.Tool.Options;

namespace Trimtab.Tool.Verbs;

/// <summary>Writes the trials of a study to a file.</summary>
[Named("export")]
internal sealed class ExportVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly Argument<string> _file = new("file")
    {
        Description = "The file; its extension says the format: .csv, .jsonl, .parquet.",
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Move;

    /// <inheritdoc/>
    public string Description => "Writes the trials of a study to a file, with the columns of Optuna's trials_dataframe().";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab export -n digits trials.csv", "trimtab export -n digits trials.parquet"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_file, .. _study.Symbols];

    /// <inheritdoc/>
    public async Task<ExitCode> RunAsync(ToolRun run)
    {
        string file = run.Context.FullPath(run.Value(_file)!);
        _ = TableFormat.Of(file);
        using var chosen = _study.OpenExisting(run);
        var trials = chosen.Read();
        await trials.ExportAsync(file, run.Token).ConfigureAwait(false);
        string count = trials.Trials.Count == 1 ? "1 trial" : Invariant($"{trials.Trials.Count} trials");
        run.Context.Error.WriteLine($"{count} of '{chosen.Name}' in {file}.");
        return ExitCode.Done;
    }
}
