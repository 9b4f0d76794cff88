using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.ML;

/// <summary>The classes of a model, in the order of ML.NET's keys. Immutable.</summary>
/// <param name="numbers">Class numbers in ascending order; empty for real values.</param>
/// <param name="labels">The labels that class numbers of the rows stand for; or null.</param>
internal sealed class LearnedClasses(double[] numbers, ClassLabels? labels)
{
    /// <summary>
    /// The classes of rows: all that have labels, also those that the rows of a fold lack; else the numbers that the rows have. None of
    /// real values.
    /// </summary>
    public static LearnedClasses Of(EstimatorKind kind, Dataset data) => new(
        kind == EstimatorKind.Regressor ? []
            : data.Classes is { Count: > 1 } labels ? [.. Enumerable.Range(0, labels.Count).Select(number => (double)number)]
            : [.. data.Labels().Distinct().Order()],
        data.Classes);

    /// <summary>How many there are.</summary>
    public int Count => numbers.Length;

    /// <summary>Class numbers in ascending order.</summary>
    public IReadOnlyList<double> Numbers => numbers;

    /// <summary>The label of each; or null.</summary>
    public ClassLabels? Labels { get; } = labels?.At(numbers);

    /// <summary>The type of a label column: keys from 1, 0 for a class that was not learned.</summary>
    public KeyDataViewType KeyType { get; } = new(typeof(uint), (ulong)Math.Max(numbers.Length, 1));

    /// <summary>Position of a class, −1 where it is not one of them.</summary>
    public int PositionOf(double number) => Array.BinarySearch(numbers, number) is >= 0 and var found ? found : -1;

    /// <summary>What the keys stand for, which ML.NET saves with a model: the labels as text, else the class numbers.</summary>
    public DataViewSchema.Annotations KeyValues()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (Labels is { } named)
        {
            ReadOnlyMemory<char>[] texts = [.. named.Select(label => InvariantText.Of(label).AsMemory())];
            Add(annotations, TextDataViewType.Instance, texts);
        }
        else
        {
            Add(annotations, NumberDataViewType.Double, numbers);
        }

        return annotations.ToAnnotations();
    }

    private static void Add<T>(DataViewSchema.Annotations.Builder annotations, PrimitiveDataViewType type, T[] values) =>
        annotations.Add("KeyValues", new VectorDataViewType(type, values.Length), (ref VBuffer<T> buffer) =>
        {
            var editor = VBufferEditor.Create(ref buffer, values.Length);
            values.CopyTo(editor.Values);
            buffer = editor.Commit();
        });
}
