using System.CommandLine;
using Trimtab.Tool.Options;
using Trimtab.Tool.Results;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Verbs;

/// <summary>Ends a trial with its values, or reports an intermediate one.</summary>
[Named("tell")]
internal sealed class TellVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly Argument<int?> _number = new("number")
    {
        Description = "Number of the trial. Left out: a JSON object on standard input says all, as {\"number\": 3, \"values\": [0.93]}.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<double[]> _values = new("value")
    {
        Description = "Values of the objectives, in their order.",
        CustomParser = RealNumbers.Parse,
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "complete, pruned or failed. [default: complete]",
        HelpName = "STATE",
    };

    private readonly Option<string?> _why = new("--why") { Description = "Why it failed.", HelpName = "TEXT" };

    private readonly Option<double[]> _report = new("--report")
    {
        Description = "An intermediate value instead of the end: the step, from 0, and the value.",
        Arity = new(2, 2),
        AllowMultipleArgumentsPerToken = true,
        CustomParser = RealNumbers.Parse,
        HelpName = "STEP VALUE",
    };

    private readonly Option<int?> _attempt = new("--attempt")
    {
        Description = "The attempt that ask printed: refused where the trial was given to another worker since. [default: the newest]",
        HelpName = "N",
    };

    /// <summary>States are completed.</summary>
    public TellVerb() => _state.CompletionSources.Add([.. TrialOutcome.Ends]);

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Evaluate;

    /// <inheritdoc/>
    public string Description => "Ends a trial that ask began, with its values; or reports an intermediate value of it.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "trimtab tell -n digits 3 0.93",
        "trimtab tell -n digits 3 --report 10 0.71",
        "trimtab tell -n digits 3 --state failed --why \"out of memory\"",
        "echo '{\"number\": 3, \"attempt\": 0, \"values\": [0.93]}' | trimtab tell -n digits",
    ];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_number, _values, .. _study.Symbols, _state, _why, _report, _attempt];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        var outcome = run.Value(_number) is { } number ? OfWords(run, number) : TrialOutcome.Read(run.Context.Input.ReadToEnd());
        using var chosen = _study.OpenExisting(run);
        var trial = chosen.Storage.FindTrial(chosen.Stored.Id, outcome.Number)
            ?? throw new UsageException(Invariant($"'{chosen.Name}' has no trial {outcome.Number}."));
        if (trial.State == TrialState.Waiting)
        {
            throw new TrimtabException(Invariant($"A trial must run before it ends. Trial {trial.Number} waits: ask begins it."));
        }

        if (trial.State is TrialState.Complete or TrialState.Pruned or TrialState.Failed)
        {
            throw new TrimtabException(Invariant(
                $"A trial must not change after it has finished. Trial {trial.Number} is {EnumText.Of(trial.State)}."));
        }

        var changes = outcome.Changes(chosen.Stored, trial, run.Context.Time.GetUtcNow());
        chosen.Storage.Write(trial.Id, outcome.Attempt ?? trial.Attempt, changes);
        if (outcome.Values.Any(double.IsNaN))
        {
            run.Context.Error.WriteLine(Invariant($"Trial {trial.Number} has failed: a value was NaN."));
        }

        return Task.FromResult(ExitCode.Done);
    }

    private TrialOutcome OfWords(ToolRun run, int number) => new()
    {
        Number = number,
        Attempt = run.Value(_attempt),
        Values = run.Value(_values) ?? [],
        State = run.Value(_state) is { } word ? TrialOutcome.StateOf(word) : null,
        Why = run.Value(_why),
        Report = run.Value(_report) is [var step, var value] ? (step, value) : null,
    };
}
