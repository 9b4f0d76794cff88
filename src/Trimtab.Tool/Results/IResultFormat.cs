namespace Trimtab.Tool.Results;

/// <summary>A format of results, found by the <see cref="NamedAttribute"/> of its type.</summary>
internal interface IResultFormat
{
    /// <summary>Writes rows to the output.</summary>
    void Write(ResultRows rows, ToolContext context);
}
