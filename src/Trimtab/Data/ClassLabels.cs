using System.Collections;

namespace Trimtab.Data;

/// <summary>
/// The labels of classes, numbered from 0: texts, whole numbers, members of an enum, or anything else that can be ordered.
/// </summary>
/// <remarks>
/// A label's class number is its position. Immutable; equal when the labels are. Thread-safe.
/// <code>
/// var species = ClassLabels.Of(["iris", "rose", "iris"]);
/// double[] targets = species.NumbersOf(["iris", "rose", "iris"]); // 0, 1, 0
/// string[] back = species.LabelsOf&lt;string&gt;(targets);
/// </code>
/// </remarks>
public sealed class ClassLabels : IReadOnlyList<object>, IEquatable<ClassLabels>
{
    private readonly object[] _labels;
    private readonly Dictionary<object, int> _numbers = [];

    private ClassLabels(object[] labels)
    {
        _labels = labels;
        foreach (var (number, label) in labels.Index())
        {
            _numbers.Add(label, number);
        }
    }

    /// <summary>How many classes there are.</summary>
    public int Count => _labels.Length;

    /// <summary>The label of a class number.</summary>
    public object this[int number] => _labels[number];

    /// <summary>The different ones of <paramref name="labels"/> in ascending order; texts by their characters' numbers.</summary>
    /// <exception cref="ArgumentException">A label is null, or two can't be ordered.</exception>
    public static ClassLabels Of<T>(IEnumerable<T> labels)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(labels);
        var different = labels.ToHashSet();
        if (different.Any(label => label is null))
        {
            throw new ArgumentException("A class must have a label. Got null: leave the row out, or name its class.", nameof(labels));
        }

        try
        {
            return new(typeof(T) == typeof(string)
                ? [.. different.Cast<string>().Order(StringComparer.Ordinal)]
                : [.. different.Order().Select(label => (object)label)]);
        }
        catch (InvalidOperationException error)
        {
            throw new ArgumentException(
                $"Labels of classes must be of a type that can be ordered. {typeof(T).Name} can't: use its text or number.",
                nameof(labels),
                error);
        }
    }

    /// <summary>The class number of a label.</summary>
    /// <exception cref="UnknownNameException">No class has the label.</exception>
    public int NumberOf(object label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return _numbers.TryGetValue(label, out int number)
            ? number
            : throw new UnknownNameException("class", InvariantText.Of(label), _labels.Select(InvariantText.Of));
    }

    /// <summary>The class number of a label that may be written as another type: 2.0 as 2, a text as a member of an enum.</summary>
    /// <exception cref="UnknownNameException">No class has the label.</exception>
    internal int NumberLike(object label) => NumberOf(Like(label));

    /// <summary>The same, or <see langword="null"/> where no class has the label.</summary>
    internal int? PlaceLike(object label) => _numbers.TryGetValue(Like(label), out int number) ? number : null;

    /// <summary>The labels of some class numbers, in their order: those of the classes that a fold has learned.</summary>
    /// <exception cref="TrimtabException">A number is none of a class.</exception>
    public ClassLabels At(IEnumerable<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new([.. numbers.Select(LabelOf)]);
    }

    /// <summary>The class number of each label.</summary>
    /// <exception cref="UnknownNameException">No class has one of the labels.</exception>
    public double[] NumbersOf<T>(IEnumerable<T> labels)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(labels);
        return [.. labels.Select(label => (double)NumberOf(label))];
    }

    /// <summary>The label of each class number, such as those of a prediction's values.</summary>
    /// <typeparam name="T">
    /// Type of the labels, or one that they can be written as: <see cref="string"/>, a type of numbers that holds them, or an enum whose
    /// members they name or number; a Boolean is 1 or 0 as a number.
    /// </typeparam>
    /// <exception cref="TrimtabException">A number is none of a class, or its label can't be a <typeparamref name="T"/>.</exception>
    public T[] LabelsOf<T>(IEnumerable<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return [.. numbers.Select(number => LabelConversion.To<T>(LabelOf(number)))];
    }

    /// <inheritdoc/>
    public bool Equals(ClassLabels? other) => other is not null && _labels.AsSpan().SequenceEqual(other._labels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClassLabels);

    /// <inheritdoc/>
    public override int GetHashCode() => _labels.Aggregate(17, HashCode.Combine);

    /// <summary>The labels in their order.</summary>
    public override string ToString() => InvariantText.Contents(_labels);

    /// <inheritdoc/>
    public IEnumerator<object> GetEnumerator() => ((IEnumerable<object>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object Like(object label) =>
        _labels.Length > 0 && LabelConversion.TryConvert(label, _labels[0].GetType(), out object? like) ? like : label;

    private object LabelOf(double number) => number >= 0 && number < Count && double.IsInteger(number)
        ? _labels[(int)number]
        : throw new TrimtabException(Invariant($"A class number must be a whole number from 0 to {Count - 1}. Got {number}."));
}
