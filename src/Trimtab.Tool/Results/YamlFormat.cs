using System.Collections;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Trimtab.Tool.Results;

/// <summary>A YAML document: a list of mappings, or a mapping where there is always one row.</summary>
[Named("yaml")]
internal sealed class YamlFormat : IResultFormat
{
    /// <inheritdoc/>
    public void Write(ResultRows rows, ToolContext context)
    {
        var emitter = new Emitter(context.Output);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        if (rows.IsSingle)
        {
            Row(emitter, rows.Columns, rows.Rows.Single());
        }
        else
        {
            emitter.Emit(new SequenceStart(default, default, true, SequenceStyle.Block));
            foreach (var row in rows.Rows)
            {
                Row(emitter, rows.Columns, row);
            }

            emitter.Emit(new SequenceEnd());
        }

        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());
    }

    private static void Row(Emitter emitter, IReadOnlyList<string> columns, IReadOnlyList<object?> cells)
    {
        emitter.Emit(new MappingStart());
        for (int column = 0; column < columns.Count; column++)
        {
            Text(emitter, columns[column]);
            Value(emitter, cells[column]);
        }

        emitter.Emit(new MappingEnd());
    }

    private static void Value(Emitter emitter, object? cell)
    {
        switch (cell)
        {
            case null: Plain(emitter, "null"); break;
            case string text: Text(emitter, text); break;
            case double.NaN: Plain(emitter, ".nan"); break;
            case double.PositiveInfinity: Plain(emitter, ".inf"); break;
            case double.NegativeInfinity: Plain(emitter, "-.inf"); break;
            case double number: Plain(emitter, Real(number)); break;
            case int or long or bool: Plain(emitter, CellText.Of(cell)); break;
            case IDictionary map:
                emitter.Emit(new MappingStart());
                foreach (DictionaryEntry item in map)
                {
                    Text(emitter, (string)item.Key);
                    Value(emitter, item.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case IEnumerable list:
                emitter.Emit(new SequenceStart(default, default, true, SequenceStyle.Flow));
                foreach (object? item in list)
                {
                    Value(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            default: Text(emitter, CellText.Of(cell)); break;
        }
    }

    private static void Plain(Emitter emitter, string text) =>
        emitter.Emit(new Scalar(default, default, text, ScalarStyle.Plain, true, false));

    /// <summary>A real number of YAML 1.1 too, which has a point before the exponent: 1.0e-05, 2.0.</summary>
    private static string Real(double number)
    {
        string text = CellText.Of(number).Replace('E', 'e');
        int end = text.IndexOf('e', StringComparison.Ordinal) is >= 0 and var exponent ? exponent : text.Length;
        return text.Contains('.', StringComparison.Ordinal) ? text : text.Insert(end, ".0");
    }

    /// <summary>A string; in quotes wherever it could be read as something else.</summary>
    private static void Text(Emitter emitter, string text)
    {
        bool isWord = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
        emitter.Emit(new Scalar(default, default, text, isWord ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, isWord, true));
    }
}
