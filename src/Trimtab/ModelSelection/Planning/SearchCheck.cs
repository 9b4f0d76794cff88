using System.Numerics.Tensors;
using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Planning;

/// <summary>Checks of a search before anything is trained.</summary>
internal static class SearchCheck
{
    /// <summary>Refuses data that the estimator can't learn from, whatever its parameters.</summary>
    /// <exception cref="TrimtabException">
    /// There are no rows, a number is not finite, a feature stands for a text that the estimator does not encode, or a classifier is given
    /// one class.
    /// </exception>
    public static void Data(Dataset data, PreparedFeatures features, IEstimator estimator)
    {
        if (data.Count == 0)
        {
            throw new TrimtabException("There must be rows to learn from. Got none.");
        }

        if (!data.HasTargets)
        {
            throw new TrimtabException("There must be targets to learn from. Got rows of features alone; "
                + "give their targets, too: new Dataset(features, shape, targets).");
        }

        var refusals = estimator.Alternatives.Select(alternative => Refusal(data, features, alternative)).ToList();
        if (refusals.TrueForAll(refusal => refusal is not null))
        {
            throw new TrimtabException(refusals[0]!);
        }

        for (int row = 0; row < data.Count; row++)
        {
            if (!TensorPrimitives.IsFiniteAll(data.TargetsOf(row)))
            {
                throw new TrimtabException("Targets must be finite. "
                    + Invariant($"Row {row} has a NaN or an infinity; correct it, or leave such rows out with DropMissingTargets()."));
            }
        }

        LearnableTargets.Require(data, estimator.Kind);
        if (estimator.Kind == EstimatorKind.Classifier && data.Labels().Distinct().Take(2).Count() < 2)
        {
            throw new TrimtabException("A classifier needs at least two classes. "
                + Invariant($"All {data.Count} rows are of class {ClassOfFirstRow(data)}."));
        }
    }

    /// <summary>The label of the first row's class in quotes; its number where classes have no labels.</summary>
    private static string ClassOfFirstRow(Dataset data) => data.Labels()[0] is var number && data.Classes is { } classes
        && number >= 0 && number < classes.Count
            ? $"'{InvariantText.Of(classes[(int)number])}'"
            : Invariant($"{number}");

    /// <summary>The estimator with each candidate's parameters set.</summary>
    /// <remarks>
    /// A candidate that can't be made, because a value does not fit for instance, is refused as one that can't be trained is: it fails, and
    /// no other.
    /// </remarks>
    /// <exception cref="UnknownNameException">
    /// A parameter is unknown: the mistake is the search's. An unknown name as a value is the candidate's.
    /// </exception>
    /// <exception cref="TrimtabException">There is no candidate.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the next candidate.</exception>
    public static IReadOnlyList<IEstimator> Candidates(
        IEstimator estimator, IReadOnlyList<ParameterSet> candidates, CancellationToken cancellationToken) => candidates.Count > 0
        ? [.. candidates.Observing(cancellationToken).Select(candidate => Candidate(estimator, candidate))]
        : throw new TrimtabException("There must be at least one candidate. The grid or space has none.");

    /// <summary>The estimator with the candidate's parameters set, or a placeholder that says why it can't be made.</summary>
    /// <exception cref="UnknownNameException">A parameter is unknown.</exception>
    public static IEstimator Candidate(IEstimator estimator, ParameterSet parameters)
    {
        try
        {
            RequireNames(estimator, parameters);
            var made = estimator.With(parameters) ?? throw new TrimtabException("With must return an estimator. "
                + $"{estimator.TypeTitle} returned null.");
            return made.Length is var epochs && epochs >= 1 ? made
                : throw new TrimtabException(Invariant($"Epochs must be 1 or more. Got {epochs} from {made.GetType().Name}."));
        }
        catch (UnknownNameException) when (parameters.Keys.Except(estimator.ParameterNames).Any())
        {
            throw;
        }
#pragma warning disable CA1031 // Around the user's own code.
        catch (Exception error)
        {
            return new RefusedEstimator(estimator, error);
        }
#pragma warning restore CA1031
    }

    /// <summary>Refuses what the estimator does not list, also where its <c>With</c> would pass over it.</summary>
    private static void RequireNames(IEstimator estimator, ParameterSet parameters)
    {
        var names = estimator.ParameterNames;
        if (parameters.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new UnknownNameException("parameter", unknown, names);
        }
    }

    /// <summary>
    /// Why <paramref name="estimator"/> can't be trained on <paramref name="data"/>, as far as that is known without training; null where
    /// nothing speaks against it.
    /// </summary>
    public static Exception? Refusal(IEstimator estimator, Dataset data, PreparedFeatures features) => UserCode.Try(() =>
    {
        if (Refusal(data, features, estimator) is { } why)
        {
            throw new TrimtabException(why);
        }

        estimator.Check(data);
    });

    /// <summary>Why an estimator does not take such rows: their weights, texts or missing features; null where it does.</summary>
    private static string? Refusal(Dataset data, PreparedFeatures features, IEstimator estimator) =>
        data.Weights is not null && !estimator.UsesWeights
            ? $"{estimator.TypeTitle} does not use weights, and the rows have some: "
                + "leave them out, or take an estimator whose UsesWeights is true."
            : features.RefusalBy(estimator);

    /// <summary>Refuses scorers without a name or that share one, and a refit that does not say by which.</summary>
    public static void Scoring(IReadOnlyList<Scorer> scorers, Refit refit)
    {
        string[] names = [.. scorers.Select(scorer => scorer.Name)];
        if (names.Any(string.IsNullOrWhiteSpace))
        {
            throw new TrimtabException("Scorers need names that are not blank. "
                + $"Got {string.Join(", ", names.Select(name => $"'{name}'"))}.");
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw new TrimtabException($"Scorers need different names. Got {string.Join(", ", names)}.");
        }

        if (refit is Refit.ByScorer { Scorer: null } && names.Length > 1)
        {
            throw new TrimtabException($"With several scorers, Refit must name the one that decides: {string.Join(", ", names)}; "
                + "or be false.");
        }

        string[] known = names.Length > 1 ? names : ["score", .. names]; // a single scorer is called score in results
        if (refit is Refit.ByScorer { Scorer: { } named } && !known.Contains(named))
        {
            throw new UnknownNameException("scorer", named, known);
        }
    }
}
