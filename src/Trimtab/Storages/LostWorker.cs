using System.Text;
using static Trimtab.Storages.StorageAttributes;

namespace Trimtab.Storages;

/// <summary>
/// What is written to a trial whose worker has ended, if its lease is still the one that was read: it waits for another attempt, or has
/// failed after too many.
/// </summary>
/// <remarks>
/// The attributes are those of Optuna's retry callback, by which Python counts: there each attempt is a trial of its own, here all have one
/// number.
/// </remarks>
internal static class LostWorker
{
    /// <summary>The changes.</summary>
    /// <param name="trial">The trial, which has a lease.</param>
    /// <param name="retries">How many attempts may follow one whose worker ended.</param>
    /// <param name="now">The time.</param>
    public static TrialChanges Changes(StoredTrial trial, int retries, DateTimeOffset now)
    {
        var history = Numbers(trial.SystemAttributes.GetValueOrDefault(RetryHistory)).Append(trial.Number).ToList();
        var attributes = new Dictionary<string, string>
        {
            [FailedTrial] = trial.SystemAttributes.GetValueOrDefault(FailedTrial) ?? Invariant($"{trial.Number}"),
            [RetryHistory] = $"[{string.Join(", ", history)}]",
        };
        // As it was read: it may have given a sign of life since, or have gone to a worker without a lease.
        var lease = new Dictionary<string, string> { [Lease] = trial.SystemAttributes[Lease] };
        if (history.Count <= retries)
        {
            return new() { RequiredAttributes = lease, SystemAttributes = attributes, IsReleased = true };
        }

        attributes[Failure] = StoredTrialForm.Failure(TrialFailure.Because(Invariant(
            $"Its worker ended or was silent for too long, {InvariantText.Count(history.Count, "time")}, with {retries} retries.")));
        return new() { RequiredAttributes = lease, SystemAttributes = attributes, End = new(TrialState.Failed, null, now) };
    }

    private static List<long> Numbers(string? json)
    {
        var numbers = new List<long>();
        if (json is ['[', ..])
        {
            for (var items = PythonJson.Items(PythonJson.Value(Encoding.UTF8.GetBytes(json))); items.MoveNext();)
            {
                numbers.Add(PythonJson.Integer(items.Current));
            }
        }

        return numbers;
    }
}
