using Parquet;
using Parquet.Schema;

namespace Trimtab.Parquet;

/// <summary>A column of a group of rows.</summary>
internal sealed class ColumnOfGroup(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
{
    /// <summary>Its cells, which are texts.</summary>
    public async Task<IReadOnlyList<object?>> TextsAsync()
    {
        string?[] texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return texts;
    }

    /// <summary>Its cells, from values of a type.</summary>
    public async Task<IReadOnlyList<object?>> ValuesAsync<T>(Func<T, object> cell)
        where T : struct
    {
        if (field.IsNullable)
        {
            var cells = new T?[group.RowCount];
            await group.ReadAsync(field, cells.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            return Array.ConvertAll(cells, value => value is { } known ? cell(known) : null);
        }

        var values = new T[group.RowCount];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(values, value => (object?)cell(value));
    }

    /// <summary>Its cells, which are lists of numbers, as JSON.</summary>
    public async Task<IReadOnlyList<object?>> ListsAsync()
    {
        long count = group.RowGroup.Columns.First(chunk => chunk.MetaData!.PathInSchema.SequenceEqual(field.Path.ToList()))
            .MetaData!.NumValues;
        var (values, definitions, repetitions) = (new double[count], new int[count], new int[count]);
        await group.ReadRawAsync(field, values.AsMemory(), definitions.AsMemory(), repetitions.AsMemory(), cancellationToken)
            .ConfigureAwait(false);
        var cells = new List<List<string>?>();
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            if (repetitions[i] == 0)
            {
                cells.Add(definitions[i] == 0 ? null : []);
            }

            if (definitions[i] == field.MaxDefinitionLevel)
            {
                cells[^1]!.Add(Number(values[next++]));
            }
            else if (definitions[i] == field.MaxDefinitionLevel - 1 && field.MaxDefinitionLevel > 2)
            {
                cells[^1]!.Add("null");
            }
        }

        return cells.ConvertAll(numbers => (object?)(numbers is null ? null : $"[{string.Join(", ", numbers)}]"));
    }

    private static string Number(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => Invariant($"{value:R}"),
    };
}
