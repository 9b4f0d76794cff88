namespace Trimtab.Storages;

/// <summary>Walks through the items of a checked JSON array, each as it was written.</summary>
internal ref struct JsonItems(ReadOnlySpan<byte> value)
{
    private readonly ReadOnlySpan<byte> _value = value;
    private int _next = 1;

    /// <summary>The item as written.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next item, if there is one.</summary>
    public bool MoveNext()
    {
        int start = PythonJson.SkipSpace(_value, _next);
        if (_value[start] == ']')
        {
            return false;
        }

        int end = PythonJson.End(_value, start);
        Current = _value[start..end];
        end = PythonJson.SkipSpace(_value, end);
        _next = _value[end] == ',' ? end + 1 : end;
        return true;
    }
}
