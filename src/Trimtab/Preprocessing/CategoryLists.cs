using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Trimtab.Preprocessing;

/// <summary>The categories of columns in a user's order, by the columns' names. Immutable; equal when names and lists are.</summary>
internal sealed class CategoryLists : IReadOnlyDictionary<string, IReadOnlyList<string>>, IEquatable<CategoryLists>
{
    private readonly SortedDictionary<string, IReadOnlyList<string>> _lists = new(StringComparer.Ordinal);

    /// <summary>No lists.</summary>
    public static CategoryLists None { get; } = new();

    /// <summary>A copy of lists, checked.</summary>
    /// <exception cref="ArgumentException">A list is empty, or has a null or a text twice.</exception>
    public static CategoryLists CopyOf(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? lists, [CallerMemberName] string name = "")
    {
        var copy = new CategoryLists();
        foreach (var (column, categories) in Setting.Required(lists, name))
        {
            string[] texts = [.. Setting.RequiredItems(categories, name)];
            if (texts.Length == 0 || texts.Distinct(StringComparer.Ordinal).Count() < texts.Length)
            {
                throw new ArgumentException(
                    $"{name} must list each category of a column once, and one or more. Got [{string.Join(", ", texts)}] for '{column}'.",
                    name);
            }

            copy._lists.Add(column, texts);
        }

        return copy;
    }

    public int Count => _lists.Count;

    public IEnumerable<string> Keys => _lists.Keys;

    public IEnumerable<IReadOnlyList<string>> Values => _lists.Values;

    public IReadOnlyList<string> this[string key] => _lists[key];

    public bool ContainsKey(string key) => _lists.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out IReadOnlyList<string> value) => _lists.TryGetValue(key, out value);

    public bool Equals(CategoryLists? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as CategoryLists);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As JSON: lists of other texts differ.</summary>
    public override string ToString() =>
        "{" + string.Join(", ", _lists.Select(list => $"{Quoted(list.Key)}: [{string.Join(", ", list.Value.Select(Quoted))}]")) + "}";

    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator() => _lists.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
