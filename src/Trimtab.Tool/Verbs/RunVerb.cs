using System.CommandLine;
using Trimtab.Tool.Options;
using Trimtab.Tool.Programs.Evaluation;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Verbs;

/// <summary>Tunes a program.</summary>
[Named("run")]
internal sealed class RunVerb : IVerb
{
    private readonly RunOptions _options = new();
    private readonly StorageChoice _storage = new();
    private readonly Argument<string[]> _words = ProgramArgument.Make();
    private readonly OtherSettingsChoice _others = new();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Prints the first command lines and runs nothing." };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Tune;

    /// <inheritdoc/>
    public string Description => """
        Tunes a program: runs it with one set of parameters after another. Words behind -- are handed over as they are; {lr} stands for the
        value of lr, and without any such word --lr VALUE is appended. The same name and space go on where they stopped.
        """.ReplaceLineEndings(" ");

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "trimtab run -p lr=1e-5..1e-1:log -p opt=adam,sgd --metric accuracy --maximize -t 100 -- python3 train.py --lr {lr} {opt}",
        "trimtab run -n gzip -p level=1..9 --from time --sampler brute_force -t 9 -- gzip -kf -{level} data.txt",
        "trimtab run study.yaml -j 4",
    ];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _options.Symbols, _storage.Option, .. _others.Symbols, _dryRun, _words];

    /// <inheritdoc/>
    public async Task<ExitCode> RunAsync(ToolRun run)
    {
        var opening = new RunOpening(
            new(run, _options, ProgramArgument.FileOf(run, _words)), _others.Of(run), run.Context);
        if (run.Value(_dryRun))
        {
            return await new RunPlan(opening, run, () => _storage.OpenIfThere(run)).WriteAsync(isTimed: false).ConfigureAwait(false);
        }

        if (!StorageChoice.Exists(_storage.UrlOf(run)))
        {
            _ = opening.Resolve(null); // what is wrong is refused before a storage is created
        }

        using var storage = _storage.Open(run);
        var (settings, study) = opening.Open(storage);
        return await new RunSession(settings, study, storage, run.Context)
            .RunAsync(run.Token, run.Token, run.Context.Interruption.Urgent).ConfigureAwait(false);
    }
}
