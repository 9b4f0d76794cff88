using System.Text;
using System.Text.Json;

namespace Trimtab.Storages;

/// <summary>A JSON object whose members are looked up by name; of equal names the last counts, as in Python.</summary>
internal readonly ref struct JsonObject
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly List<(Range Name, Range Value)> _members;

    /// <summary>The object that <paramref name="text"/> holds, with nothing but white space around it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="members">Memory for the places of the members; overwritten.</param>
    /// <exception cref="JsonException">The text holds something else.</exception>
    public JsonObject(ReadOnlySpan<byte> text, List<(Range Name, Range Value)> members)
    {
        _text = text;
        _members = members;
        PythonJson.ReadObject(text, members);
    }

    /// <summary>The value of a member as it is written; empty where there is no such member.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> name]
    {
        get
        {
            for (int i = _members.Count - 1; i >= 0; i--)
            {
                if (_text[_members[i].Name][1..^1].SequenceEqual(name))
                {
                    return _text[_members[i].Value];
                }
            }

            return default;
        }
    }

    /// <summary>The value of a member that must be there.</summary>
    /// <exception cref="JsonException">There is no such member.</exception>
    public ReadOnlySpan<byte> Required(ReadOnlySpan<byte> name) => this[name] is { IsEmpty: false } value
        ? value
        : throw new JsonException(
            $"The object must have a member '{Encoding.UTF8.GetString(name)}'. Got {Encoding.UTF8.GetString(_text)}.");

    /// <summary>A member that is an integer.</summary>
    /// <exception cref="JsonException">It is missing, or no integer.</exception>
    public long Integer(ReadOnlySpan<byte> name) => PythonJson.Integer(Required(name));

    /// <summary>A member that is a number.</summary>
    /// <exception cref="JsonException">It is missing, or no number.</exception>
    public double Number(ReadOnlySpan<byte> name) => PythonJson.Number(Required(name));

    /// <summary>A member that is a string.</summary>
    /// <exception cref="JsonException">It is missing, or no string.</exception>
    public string Text(ReadOnlySpan<byte> name) => PythonJson.Text(Required(name));
}
