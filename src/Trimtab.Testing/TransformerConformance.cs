using Trimtab.Data;
using Trimtab.Preprocessing;
using Trimtab.Spaces;

namespace Trimtab.Testing;

/// <summary>
/// What every transformer must keep: it learns from features alone, the same from the same rows, and changes each row by itself. Derive a
/// test class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(LogTransformer))]
/// public class MyTransformers : TransformerConformance;
/// </code>
/// The rows have four features: two that vary, one of few different values and one that is constant. Override <see cref="Rows"/> for
/// others.
/// What the right values are, a test against another source must say.
/// </remarks>
public abstract class TransformerConformance
{
    /// <summary>The transformer called <paramref name="name"/>. Override it for one that cannot be made without settings.</summary>
    protected virtual Transformer Create(string name) => Rule.Make(Transformer.Catalog, name, nameof(Create));

    /// <summary>The rows that are learned from and transformed; two or more, with targets.</summary>
    /// <param name="name">The transformer's name.</param>
    protected virtual Dataset Rows(string name)
    {
        float[] features = [.. Enumerable.Range(0, 24).SelectMany(row => (float[])[row * 0.75f, (row * row % 7) - 2.5f, row % 3, 4])];
        return new(features, [4], [.. Enumerable.Range(0, 24).Select(row => (double)(row % 2))])
        {
            Columns = [new("rise"), new("fall"), new("kind"), new("same")],
        };
    }

    /// <summary>The same rows are learned from and transformed to the same bits, by another object too.</summary>
    [Theory, EveryTransformer]
    public void Transform_OfTheSameRows_IsTheSameTwice(string name)
    {
        var rows = Rows(name);
        var fitted = Create(name).Fit(rows);

        float[] made = Numbers(fitted.Transform(rows));

        const string Remedy = "Compute from the settings and the rows alone: no state, no random draws.";
        Rule.RequireSame(
            made, Numbers(fitted.Transform(rows)), "The same rows must be transformed alike.", $"Values by {name}, twice,", Remedy);
        Rule.RequireSame(
            made,
            Numbers(Create(name).Fit(rows).Transform(rows)),
            "The same must be learned from the same rows.",
            $"Values by two objects of {name}",
            Remedy);
    }

    /// <summary>Each row is transformed by itself, whichever rows come with it; there may be none.</summary>
    [Theory, EveryTransformer]
    public void Transform_OfARow_DoesNotDependOnOtherRows(string name)
    {
        var rows = Rows(name);
        var fitted = Create(name).Fit(rows);

        var all = fitted.Transform(rows);

        for (int row = 0; row < rows.Count; row++)
        {
            Rule.RequireSame(
                all.FeaturesOf(row).ToArray(),
                Numbers(fitted.Transform(rows.Select([row]))),
                "A row must be transformed by itself: test rows must not change one another.",
                Invariant($"Values of row {row} by {name} among others and alone"),
                "Learn from the training rows in Learn, and look at one row at a time in Apply.");
        }

        int none = fitted.Transform(rows.Select([])).Count;
        Rule.Require(none == 0, "No rows must be transformed to none.", Invariant($"{name} made {none} rows of none."), "Write no rows.");
    }

    /// <summary>Rows stay rows: their number, targets, groups and labels are those that came.</summary>
    [Theory, EveryTransformer]
    public void Transform_OfAnyRows_KeepsTheirNumberAndTargets(string name)
    {
        var rows = Rows(name);

        var made = Create(name).Fit(rows).Transform(rows);

        Rule.Require(
            made.Count == rows.Count && made.Outputs == rows.Outputs,
            "Rows must stay as many and keep their targets.",
            Invariant($"{name} made {made} of {rows}."),
            "Return data.WithFeatures(…).");
        Rule.RequireSame(
            rows.Labels(),
            made.Labels(),
            "Rows must keep their targets.",
            $"Targets before and after {name}",
            "Return data.WithFeatures(…).");
        Rule.Require(
            made.Columns.Count == 0 || made.Columns.Count == made.FeatureLength,
            "Every feature must have a name, or none.",
            Invariant($"{name} made {made.Columns.Count} names for {made.FeatureLength} features."),
            "Give WithFeatures a column for each.");
    }

    /// <summary>Targets are not looked at: they would be known to the estimator before it learns.</summary>
    [Theory, EveryTransformer]
    public void Fit_OfOtherTargets_LearnsTheSame(string name)
    {
        var rows = Rows(name);
        double[] targets = [.. rows.Labels().Select(label => 1 - (2 * label))];
        Dataset other = new(Numbers(rows), rows.FeatureShape, targets) { Columns = rows.Columns };

        Rule.RequireSame(
            Numbers(Create(name).Fit(rows).Transform(rows)),
            Numbers(Create(name).Fit(other).Transform(rows)),
            "A transformer must not look at targets.",
            $"Values by {name}, learned with two kinds of targets,",
            "Learn from features.");
    }

    /// <summary>What comes is shared with others: it is not written to.</summary>
    [Theory, EveryTransformer]
    public void Fit_AndTransform_WriteToNoRows(string name)
    {
        var rows = Rows(name);
        float[] before = Numbers(rows);

        Create(name).Fit(rows).Transform(rows);

        Rule.RequireSame(
            before,
            Numbers(rows),
            "A transformer must not write to its rows: others share them.",
            $"Features before and after {name}",
            "Write to a new array.");
    }

    /// <summary>Rows of another width are refused.</summary>
    [Theory, EveryTransformer]
    public void Transform_OfRowsWithAnotherWidth_IsRefused(string name)
    {
        var fitted = Create(name).Fit(Rows(name));
        Dataset narrow = new([1, 2], [1], [0, 1]);

        try
        {
            fitted.Transform(narrow);
        }
        catch (TrimtabException)
        {
            return;
        }

        Rule.Require(
            isKept: false,
            "Rows with other columns than those that were learned from must be refused.",
            $"{name} transformed them.",
            "Pass the training rows to the constructor of FittedTransformer, which checks.");
    }

    /// <summary>Where it says that it keeps columns, it does.</summary>
    [Theory, EveryTransformer]
    public void KeepsColumns_IsTrueOfItsRows(string name)
    {
        var rows = Rows(name);
        var transformer = Create(name);

        var made = transformer.Fit(rows).Transform(rows);

        Rule.Require(
            !transformer.KeepsColumns || (made.FeatureShape == rows.FeatureShape
                && made.Columns.Select(column => column.Name).SequenceEqual(rows.Columns.Select(column => column.Name))),
            "A transformer that keeps columns must leave their shape and names.",
            $"{name} made {made} of {rows}.",
            "Leave KeepsColumns false.");
    }

    /// <summary>Its settings are parameters of a search: setting each to what it is changes nothing.</summary>
    [Theory, EveryTransformer]
    public void With_TheValuesItHas_IsEqual(string name)
    {
        var transformer = Create(name);
        foreach (string parameter in transformer.ParameterNames)
        {
            object? value = SettingProperties.Of(transformer.GetType()).Find(parameter)?.GetValue(transformer);
            bool isSearched = value is int or string or bool or Enum || (value is double number && double.IsFinite(number));
            if (!isSearched)
            {
                continue;
            }

            Rule.Require(
                transformer.With(ParameterSet.Create([KeyValuePair.Create(parameter, ParameterValue.From(value))])).Equals(transformer),
                "A transformer must be equal to itself with a setting set to its value: candidates share what equal steps learn.",
                $"{name} with {parameter} set to {InvariantText.Of(value!)} is not.",
                "Make it a record whose members have equality by value.");
        }
    }

    private static float[] Numbers(Dataset data) => [.. Enumerable.Range(0, data.Count).SelectMany(row => data.FeaturesOf(row).ToArray())];
}
