using System.Globalization;
using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>How much the rows of each class count in the loss of a training. Immutable; equal where the weights are. Thread-safe.</summary>
/// <remarks>
/// As Keras's <c>class_weight</c>: a row's loss is multiplied by the weight of its class and, if it has one, by its own; the sum over a
/// batch is divided by the number of its rows. Validation rows, metrics and scores do not depend on it. Converts from <c>"balanced"</c> and
/// from a dictionary by class number or by label:
/// <code>
/// var model = new Sequential([8]) { new Dense(2) { Activation = "softmax" } };
/// model.Compile("adam", "categorical_crossentropy");
/// ClassWeights weights = new Dictionary&lt;string, double&gt; { ["ill"] = 10, ["well"] = 1 };
/// model.Fit(train, new() { Epochs = 3, ClassWeights = ClassWeights.Balanced });
/// </code>
/// </remarks>
public sealed class ClassWeights : IEquatable<ClassWeights>
{
    private const string BalancedName = "balanced";

    private readonly KeyValuePair<object, double>[] _weights; // none: balanced

    private ClassWeights(KeyValuePair<object, double>[] weights) => _weights = weights;

    /// <summary>
    /// n / (k · rows of the class), for n rows of k classes that are trained on, as scikit-learn's <c>class_weight="balanced"</c>: in a
    /// search, of each fold's, and without the rows that are validated on. Weights of rows do not change it.
    /// </summary>
    public static ClassWeights Balanced { get; } = new([]);

    /// <summary>Weights by label, or by class number where classes have no labels. A class that is not listed has weight 1.</summary>
    /// <param name="weights">Weights of 0 or more, by label; one or more.</param>
    /// <exception cref="ArgumentException">There is none, or one is negative or not finite.</exception>
    public static ClassWeights Of<TLabel>(IReadOnlyDictionary<TLabel, double> weights)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (label, weight) in weights)
        {
            Setting.Check(
                weight,
                double.IsFinite(weight) && weight >= 0,
                "0 or more and finite",
                $"Weight of class {InvariantText.Of(label)}");
        }

        return weights.Count > 0
            ? new([
                .. weights.OrderBy(pair => InvariantText.Of(pair.Key), StringComparer.Ordinal)
                    .Select(pair => KeyValuePair.Create((object)pair.Key, pair.Value)),
            ])
            : throw new ArgumentException("There must be the weight of a class. Got none: leave ClassWeights out.", nameof(weights));
    }

    /// <summary><see cref="Balanced"/> by its name.</summary>
    /// <exception cref="UnknownNameException">The name is another one.</exception>
    public static implicit operator ClassWeights(string name) =>
        name == BalancedName ? Balanced : throw new UnknownNameException("kind of class weights", name, [BalancedName]);

    /// <summary>Weights by class number, or by labels that are integers.</summary>
    public static implicit operator ClassWeights(Dictionary<int, double> weights) => Of(weights);

    /// <summary>Weights by label.</summary>
    public static implicit operator ClassWeights(Dictionary<string, double> weights) => Of(weights);

    /// <summary>Weights by class number for the training on <paramref name="rows"/>.</summary>
    /// <exception cref="UnknownNameException">A label is none of the rows' classes.</exception>
    /// <exception cref="TrimtabException">The rows' classes have no labels, and there is a label that is no class number.</exception>
    internal IReadOnlyDictionary<int, double> For(Dataset rows) =>
        _weights.Length == 0
            ? Inverse(rows)
            : _weights.ToDictionary(pair => NumberOf(pair.Key, rows.Classes), pair => pair.Value);

    /// <inheritdoc/>
    public bool Equals(ClassWeights? other) => other is not null && _weights.AsSpan().SequenceEqual(other._weights);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClassWeights);

    /// <inheritdoc/>
    public override int GetHashCode() => _weights.Aggregate(17, HashCode.Combine);

    /// <summary><c>balanced</c>, or the labels with their weights; the same in every culture.</summary>
    public override string ToString() => _weights.Length == 0
        ? BalancedName
        : $"{{ {string.Join(", ", _weights.Select(pair => Invariant($"{InvariantText.Of(pair.Key)} = {pair.Value:R}")))} }}";

    private static Dictionary<int, double> Inverse(Dataset rows)
    {
        var counts = rows.Labels().CountBy(label => (int)label).ToDictionary();
        return counts.ToDictionary(count => count.Key, count => (double)rows.Count / ((double)counts.Count * count.Value));
    }

    private static int NumberOf(object label, ClassLabels? classes) =>
        classes is not null ? classes.NumberLike(label)
        : label is IConvertible and not string && Convert.ToDouble(label, CultureInfo.InvariantCulture) is var number
            && number is >= 0 and <= int.MaxValue && double.IsInteger(number)
            ? (int)number
            : throw new TrimtabException("Rows whose classes have no labels need weights by class number, from 0. "
                + $"Got {InvariantText.Of(label)}: use the numbers, or give the rows Classes.");
}
