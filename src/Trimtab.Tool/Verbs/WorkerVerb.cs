using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;
using Trimtab.Tool.Programs.Evaluation;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Verbs;

/// <summary>Evaluates trials of a study that <c>run</c> has made, beside others.</summary>
[Named("worker")]
internal sealed class WorkerVerb : IVerb
{
    private readonly RunOptions _options = new();
    private readonly StorageChoice _storage = new();
    private readonly Argument<string?> _study = new(StudyNames.Argument)
    {
        Description = "Name of the study.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Tune;

    /// <inheritdoc/>
    public string Description => """
        Evaluates trials of a study with the command that is stored with it, on this machine or another: until it has as many trials as
        run was told, or SIGTERM, after which programs that run end by themselves.
        """.ReplaceLineEndings(" ");

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab worker digits -s postgresql://user@host/database -j 4"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols =>
    [
        _study, _options.Name, _storage.Option, _options.Jobs, _options.Trials, _options.Time, _options.Folder, _options.Timeout,
        _options.Memory,
    ];

    /// <inheritdoc/>
    public async Task<ExitCode> RunAsync(ToolRun run)
    {
        string name = run.Value(_study) ?? run.Value(_options.Name) ?? throw new UsageException(
            "A worker's study must be named, as trimtab worker digits. Got no name.");
        using var storage = _storage.OpenExisting(run);
        var stored = new StudyCatalog(storage).Find(name);
        var kept = StoredRun.Of(stored, _options) is { HasProgram: true } made ? made : throw new UsageException(
            $"A worker runs the command that trimtab run has stored with a study. '{name}' has none.");
        var settings = kept.Settings(run.Context.Folder, run.Parsed);
        settings.Study.RequireShared();
        settings = settings.With(StudySpace.After(name, new StudyCatalog(storage).Read(name).Trials, settings.Space));
        settings = settings with { Folder = StudyFolder.Claim(settings.Folder, settings.Id) };
        var study = Study.Open(storage, settings.Study.Options(run.Context.Time), acceptsChanges: true);
        RunIntroduction.Write(settings, study, run.Context);

        // SIGTERM drains: no trial begins, those that run end by themselves. SIGINT, and the second signal, end them; the next one kills.
        var signals = run.Context.Interruption;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(signals.Urgent);
        using var kills = CancellationTokenSource.CreateLinkedTokenSource(signals.Last);
        using var first = run.Token.Register(() => CancelUnlessDraining(ends));
        using var second = signals.Urgent.Register(() => CancelUnlessDraining(kills));
        return await new RunSession(settings.WithWaiting(study), study, storage, run.Context)
            .RunAsync(run.Token, ends.Token, kills.Token).ConfigureAwait(false);

        void CancelUnlessDraining(CancellationTokenSource source)
        {
            if (signals.Signal != Interruption.Terminate)
            {
                source.Cancel();
            }
        }
    }
}
