using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Testing;

/// <summary>
/// What every scorer must keep: a score of the rows and not of their order, the highest for right predictions. Derive a test class from
/// it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(GeometricMeanScorer))]
/// public class MyScorers : ScorerConformance;
/// </code>
/// The rows have two classes, 0 and 1, predicted with probabilities; to a scorer of real values they are numbers. Override <see
/// cref="Rows"/> for others.
/// What the right score is, a test against another source must say.
/// </remarks>
public abstract class ScorerConformance
{
    /// <summary>The scorer called <paramref name="name"/>. Override it for one that cannot be made without settings.</summary>
    protected virtual Scorer Create(string name) => Rule.Make(Scorer.Catalog, name, nameof(Create));

    /// <summary>
    /// The rows that are scored: targets, and a prediction that is wrong for some. Any number of rows, with one target a row.
    /// </summary>
    /// <param name="name">The scorer's name.</param>
    protected virtual (double[] Truth, Prediction Prediction) Rows(string name)
    {
        double[] truth = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0], positive = [0.1, 0.9, 0.35, 0.25, 0.7, 0.6, 0.2, 0.8, 0.45, 0.05];
        return (truth, OfTwoClasses(positive));
    }

    /// <summary>The prediction that is right for each of <see cref="Rows"/>.</summary>
    /// <param name="name">The scorer's name.</param>
    protected virtual Prediction RightPrediction(string name) => OfTwoClasses(Rows(name).Truth);

    /// <summary>A prediction of the classes 0 and 1.</summary>
    /// <param name="positive">The probability of class 1 for each row, in [0, 1].</param>
    protected static Prediction OfTwoClasses(double[] positive) => new([.. positive.Select(p => p >= 0.5 ? 1.0 : 0.0)])
    {
        Probabilities = [.. positive.SelectMany(p => new[] { 1 - p, p })],
        Classes = [0, 1],
    };

    /// <summary>The same rows have the same score, from another object too.</summary>
    [Theory, EveryScorer]
    public void Score_OfTheSameRows_IsTheSameTwice(string name)
    {
        var (truth, prediction) = Rows(name);
        var scorer = Create(name);

        double score = Score(scorer, truth, prediction);

        double again = Score(scorer, truth, prediction), another = Score(Create(name), truth, prediction);
        Rule.Require(
            !double.IsNaN(score),
            "Rows that can be scored must have a score.",
            $"That of {name} is NaN.",
            "Override Rows where its rows have other targets or predictions.");
        Rule.Require(
            score.Equals(again) && score.Equals(another),
            "The same rows must have the same score.",
            Invariant($"{name} scores {score}, then {again}, and {another} in another object."),
            "Compute from the context alone: no state, no random draws.");
    }

    /// <summary>Rows in another order have the same score, but for the rounding of sums.</summary>
    [Theory, EveryScorer]
    public void Score_OfRowsInAnotherOrder_IsTheSame(string name)
    {
        var (truth, prediction) = Rows(name);
        var scorer = Create(name);
        double score = Score(scorer, truth, prediction);

        for (int shift = 1; shift < truth.Length; shift++)
        {
            int[] order = [.. Enumerable.Range(0, truth.Length).Select(row => (row + shift) % truth.Length).Reverse()];
            double reordered = Score(scorer, [.. order.Select(row => truth[row])], InOrder(prediction, order));
            Rule.Require(
                Math.Abs(score - reordered) <= 1e-12 * Math.Max(1, Math.Abs(score)),
                "Rows in another order must have the same score, within the rounding of sums.",
                Invariant($"{name} scores {score}, and {reordered} for the same rows reversed and moved by {shift}."),
                "Take sums, counts and ranks over all rows, and nothing from a row's place.");
        }
    }

    /// <summary>Higher is better: no prediction scores above the right one.</summary>
    [Theory, EveryScorer]
    public void Score_OfRightPredictions_IsTheHighest(string name)
    {
        var (truth, prediction) = Rows(name);
        var scorer = Create(name);

        double right = Score(scorer, truth, RightPrediction(name)), wrong = Score(scorer, truth, prediction);

        Rule.Require(
            right >= wrong,
            "Higher must be better: no prediction scores above the right one.",
            Invariant($"{name} scores {right} for right predictions and {wrong} for wrong ones."),
            "Return a loss negated, and name it neg_….");
    }

    /// <summary>Truths, predictions and probabilities are shared among scorers: none writes to them.</summary>
    [Theory, EveryScorer]
    public void Score_OfAnyRows_WritesToNone(string name)
    {
        var (truth, prediction) = Rows(name);
        var context = Context(truth, prediction);
        double[] values = [.. prediction.Values], probabilities = [.. prediction.Probabilities ?? []], labels = [.. context.Truth];

        Create(name).Score(context);

        RequireUnchanged(values, prediction.Values, "values");
        RequireUnchanged(probabilities, prediction.Probabilities ?? [], "probabilities");
        RequireUnchanged(labels, context.Truth, "truths");

        void RequireUnchanged(double[] before, double[] after, string what) => Rule.RequireSame(
            before,
            after,
            "A scorer must not write to what it is given: other scorers share it.",
            $"The {what} before and after {name}",
            "Sort a copy.");
    }

    /// <summary>The score of a <see cref="RowScorer"/> is the mean of its rows' scores, each the same wherever the row stands.</summary>
    [Theory, EveryScorer]
    public void ScoreRows_OfRowsInAnotherOrder_AreTheSameInThatOrder(string name)
    {
        if (Create(name) is not RowScorer scorer)
        {
            return;
        }

        var (truth, prediction) = Rows(name);
        int[] reversed = [.. Enumerable.Range(0, truth.Length).Reverse()];

        double[] rows = scorer.ScoreRows(Context(truth, prediction));

        Rule.Require(
            rows.Length == truth.Length,
            "A row scorer must give a score a row.",
            Invariant($"{name} gives {rows.Length} for {truth.Length} rows."),
            "Return an array as long as the context's Truth.");
        Rule.RequireSame(
            [.. rows.Reverse()],
            scorer.ScoreRows(Context([.. truth.Reverse()], InOrder(prediction, reversed))),
            "The score of a row must not depend on where it stands.",
            $"The rows' scores by {name}, reversed, and those of the rows reversed",
            "Compute each from its own truth and prediction.");
    }

    private static double Score(Scorer scorer, double[] truth, Prediction prediction) => scorer.Score(Context(truth, prediction));

    private static ScoringContext Context(double[] truth, Prediction prediction) =>
        new(new Fixed(prediction), new(new float[truth.Length], [1], [.. truth]));

    private static Prediction InOrder(Prediction prediction, int[] order)
    {
        int classes = prediction.Classes.Count;
        return prediction with
        {
            Values = [.. order.Select(row => prediction.Values[row])],
            Probabilities = prediction.Probabilities is { } all
                ? [.. order.SelectMany(row => all.Skip(row * classes).Take(classes))]
                : null,
        };
    }

    private sealed class Fixed(Prediction prediction) : IFitted
    {
        public Prediction Predict(Dataset data) => prediction;

        public Scorer OwnScorer => throw new NotSupportedException("The tests score by scorers of their own.");
    }
}
