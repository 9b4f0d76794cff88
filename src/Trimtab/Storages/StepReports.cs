using System.Collections;

namespace Trimtab.Storages;

/// <summary>
/// Reports of a stored trial that are an intermediate value each: two arrays, of which the steps are shared among trials. The reports are
/// made when one is first asked for; of most trials that are read none is. Immutable; thread-safe.
/// </summary>
/// <param name="names">Name of the metric.</param>
/// <param name="steps">The steps, from 0, in ascending order.</param>
/// <param name="values">The value of each step.</param>
internal sealed class StepReports(string[] names, long[] steps, double[] values) : IReadOnlyList<Report>
{
    private Report[]? _reports;

    /// <inheritdoc/>
    public int Count => steps.Length;

    /// <inheritdoc/>
    public Report this[int index] => Reports[index];

    private Report[] Reports => _reports ??= [.. steps.Select((step, i) => Of(step, names, values[i]))];

    /// <summary>The report of a step: epochs count from 1.</summary>
    public static Report Of(long step, string[] names, double value) => new(0, (int)step + 1, new NamedValues(names, [value]));

    /// <inheritdoc/>
    public IEnumerator<Report> GetEnumerator() => ((IEnumerable<Report>)Reports).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
