namespace Trimtab.Storages;

/// <summary>Walks through the members of a checked JSON object: each name and value as they were written.</summary>
internal ref struct JsonMembers(ReadOnlySpan<byte> value)
{
    private readonly ReadOnlySpan<byte> _value = value;
    private int _next = 1;

    /// <summary>The member's name in quotes, as written; <see cref="PythonJson.Text"/> decodes it.</summary>
    public readonly ReadOnlySpan<byte> Name => _value[NameRange];

    /// <summary>The member's value as written.</summary>
    public readonly ReadOnlySpan<byte> Value => _value[ValueRange];

    /// <summary>Where the name stands in the object.</summary>
    public Range NameRange { get; private set; }

    /// <summary>Where the value stands in the object.</summary>
    public Range ValueRange { get; private set; }

    /// <summary>Goes to the next member, if there is one.</summary>
    public bool MoveNext()
    {
        int start = PythonJson.SkipSpace(_value, _next);
        if (_value[start] == '}')
        {
            return false;
        }

        int end = PythonJson.End(_value, start);
        NameRange = start..end;
        start = PythonJson.SkipSpace(_value, PythonJson.SkipSpace(_value, end) + 1);
        end = PythonJson.End(_value, start);
        ValueRange = start..end;
        end = PythonJson.SkipSpace(_value, end);
        _next = _value[end] == ',' ? end + 1 : end;
        return true;
    }
}
