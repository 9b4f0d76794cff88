using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;
using Trimtab.Tool.Results;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Verbs;

/// <summary>Adds waiting trials with the parameters of failed ones, and gives back running ones.</summary>
[Named("retry")]
internal sealed class RetryVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly FormatChoice _format = new();

    private readonly Argument<int[]> _numbers = new("number")
    {
        Description = "Numbers of trials: failed or pruned ones, or running ones whose worker is gone. [default: all that failed]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Evaluate;

    /// <inheritdoc/>
    public string Description => """
        Evaluates trials again: for each one that failed a new one waits with exactly its parameters, and a running one waits again, so that
        its worker can't write to it any more.
        """.ReplaceLineEndings(" ");

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab retry -n digits", "trimtab retry -n digits 12 17"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_numbers, .. _study.Symbols, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        using var chosen = _study.OpenExisting(run);
        var stored = chosen.Storage.ReadTrials(chosen.Stored.Id, -1, []);
        var trials = chosen.Read().Trials;
        int[] numbers = run.Value(_numbers) is { Length: > 0 } given ? [.. given.Distinct()] : FailedTrials.Of(stored);
        if (numbers.Length == 0)
        {
            run.Context.Error.WriteLine($"Nothing is tried again: no trial of '{chosen.Name}' has failed that was not tried again since.");
        }

        foreach (int number in numbers)
        {
            Require(number, stored);
        }

        var rows = numbers.Select(number => new object?[] { number, Again(chosen, stored[number], trials[number]) }).ToList();
        _format.Write(run, new(["number", "again_as"], rows) { ValueColumns = ["again_as"] });
        return Task.FromResult(ExitCode.Done);
    }

    private static void Require(int number, IReadOnlyList<StoredTrial> stored)
    {
        if (number < 0 || number >= stored.Count)
        {
            throw new UsageException(Invariant($"A trial must be one of the study, from 0 to {stored.Count - 1}. Got {number}."));
        }

        if (stored[number].State is TrialState.Complete or TrialState.Waiting)
        {
            throw new TrimtabException(
                Invariant($"A trial that is complete or waits is not tried again. Trial {number} is {EnumText.Of(stored[number].State)}."));
        }
    }

    private static int Again(ChosenStudy chosen, StoredTrial stored, Trial trial)
    {
        if (stored.State == TrialState.Running)
        {
            chosen.Storage.Write(stored.Id, stored.Attempt, new() { IsReleased = true });
            return stored.Number;
        }

        return chosen.Storage.CreateTrial(chosen.Stored.Id, WaitingTrial.Again(trial, stored)).Number;
    }
}
