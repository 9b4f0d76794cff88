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
    private readonly Option<bool> _new = new("--new")
    {
        Description = "Begins another study, called NAME-2, where another space has the name.",
    };

    private readonly Option<bool> _extend = new("--extend")
    {
        Description = "Goes on with another space, metric or command: trials so far stay, as far as they fit.",
    };

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
        "trimtab run -p level=1..9 --from time -t 20 -- gzip -kf -{level} data.txt",
        "trimtab run study.yaml -j 4",
    ];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _options.Symbols, _storage.Option, _new, _extend, _dryRun, _words];

    /// <inheritdoc/>
    public async Task<ExitCode> RunAsync(ToolRun run)
    {
        var request = new RunRequest(run, _options, ProgramArgument.FileOf(run, _words));
        if (run.Value(_dryRun))
        {
            return await new RunPlan(request, run, _storage.UrlOf(run)).WriteAsync(isTimed: false).ConfigureAwait(false);
        }

        using var storage = _storage.Open(run);
        var opening = new RunOpening(request, storage, run.Context);
        var (settings, study) = opening.Open(isNew: run.Value(_new), extends: run.Value(_extend));
        return await new RunSession(settings.WithWaiting(study), study, run.Context)
            .RunAsync(run.Token, run.Token, run.Context.Interruption.Urgent).ConfigureAwait(false);
    }
}
