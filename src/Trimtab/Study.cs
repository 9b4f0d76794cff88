using System.Collections.Immutable;

namespace Trimtab;

/// <summary>A search: trials, each an evaluation of a parameter set. A trial waits, runs and finishes; a finished one never changes.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="name">What the study is called.</param>
/// <param name="direction">Which values are better.</param>
public sealed class Study(string name, Direction direction)
{
    private readonly Lock _gate = new();
    private ImmutableArray<Trial> _trials = [];

    /// <summary>What the study is called.</summary>
    public string Name { get; } = name;

    /// <summary>Which values are better.</summary>
    public Direction Direction { get; } = direction;

    /// <summary>The trials as they stand now.</summary>
    public History History
    {
        get
        {
            lock (_gate)
            {
                return new(_trials);
            }
        }
    }

    /// <summary>Adds a trial that waits.</summary>
    public Trial Enqueue(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        lock (_gate)
        {
            var trial = new Trial { Number = _trials.Length, Parameters = parameters };
            _trials = _trials.Add(trial);
            return trial;
        }
    }

    /// <summary>Begins trial <paramref name="number"/>; nothing happens where it runs already.</summary>
    /// <exception cref="TrimtabException">There is no such trial, or it has finished.</exception>
    public Trial Start(int number) => Change(number, trial => trial with { State = TrialState.Running });

    /// <summary>Adds an intermediate report to trial <paramref name="number"/>. The same fold and epoch twice keeps the first.</summary>
    /// <exception cref="TrimtabException">There is no such trial, or it has finished.</exception>
    public Trial Report(int number, Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Change(number, trial => trial.Reports.Any(r => r.Fold == report.Fold && r.Epoch == report.Epoch)
            ? trial
            : trial with { Reports = [.. trial.Reports.Append(report).OrderBy(r => r.Fold).ThenBy(r => r.Epoch)] });
    }

    /// <summary>Ends trial <paramref name="number"/>.</summary>
    /// <param name="number">The trial.</param>
    /// <param name="finish">The trial as it ends: its state must be a finished one; number and parameters stay as they were.</param>
    /// <exception cref="TrimtabException">There is no such trial, it has finished already, or <paramref name="finish"/> does not finish it.</exception>
    public Trial Finish(int number, Func<Trial, Trial> finish)
    {
        ArgumentNullException.ThrowIfNull(finish);
        return Change(number, trial => finish(trial) is { IsFinished: true } ended
            ? ended with { Number = trial.Number, Parameters = trial.Parameters }
            : throw new TrimtabException($"Finishing a trial must leave it complete, pruned or failed. Trial {number} was left otherwise."));
    }

    private Trial Change(int number, Func<Trial, Trial> change)
    {
        lock (_gate)
        {
            if (number < 0 || number >= _trials.Length)
            {
                throw new TrimtabException($"A trial's number must be one of the study's {_trials.Length}, from 0. Got {number}.");
            }

            if (_trials[number].IsFinished)
            {
                throw new TrimtabException($"A finished trial never changes. Trial {number} is {_trials[number].State}; enqueue its parameters anew to evaluate them again.");
            }

            var changed = change(_trials[number]);
            _trials = _trials.SetItem(number, changed);
            return changed;
        }
    }
}
