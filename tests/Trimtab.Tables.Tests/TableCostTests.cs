using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab.Tables.Tests;

/// <summary>Tables take memory in proportion to the cells that are there.</summary>
public class TableCostTests
{
    private static readonly SearchSpace _space =
        SearchSpace.Create(new Dictionary<string, Distribution> { ["x"] = new FloatDistribution(0, 1e9) });

    public static TheoryData<string> Formats => [.. TableFormat.Catalog.Names];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Rows_TenTimesAsMany_TakeTenTimesTheMemory(string format)
    {
        await AllocatedAsync(format, 100, attributes: 5); // what is made once

        long few = await AllocatedAsync(format, 400, attributes: 5), many = await AllocatedAsync(format, 4000, attributes: 5);

        Assert.True(many < 15 * few, $"{few} bytes for 400 rows, {many} for 4,000");
    }

    /// <summary>Each row has an attribute of its own, so that there are as many columns as rows.</summary>
    [Fact]
    public async Task Columns_TenTimesAsMany_TakeTenTimesTheMemory_OfJsonLines()
    {
        await AllocatedAsync("jsonl", 100, attributes: 0);

        long few = await AllocatedAsync("jsonl", 400, attributes: 0), many = await AllocatedAsync("jsonl", 4000, attributes: 0);

        Assert.True(many < 15 * few, $"{few} bytes for 400 rows of one attribute each, {many} for 4,000");
    }

    /// <summary>Bytes that writing and reading a study's table take on this thread.</summary>
    /// <param name="format">The format.</param>
    /// <param name="rows">How many trials.</param>
    /// <param name="attributes">How many attributes all trials have; 0 for one of another name each.</param>
    private static async Task<long> AllocatedAsync(string format, int rows, int attributes)
    {
        var study = new Study(new() { Space = _space });
        for (int i = 0; i < rows; i++)
        {
            study.Add(Row(i, attributes));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new MemoryStream();
        var one = TableFormat.Catalog.Create(format);
        await one.WriteAsync(TrialTable.Of(study), stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        await one.ReadAsync(stream, TestContext.Current.CancellationToken);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Trial Row(int i, int attributes) => new()
    {
        Number = i,
        State = TrialState.Complete,
        Parameters = ParameterSet.Of(("x", (double)i)),
        Space = _space,
        Values = new Dictionary<string, double> { ["value"] = i },
        Attributes = attributes == 0
            ? new Dictionary<string, string> { ["own" + i.ToString(CultureInfo.InvariantCulture)] = "a" }
            : Enumerable.Range(0, attributes).ToDictionary(
                one => "a" + one.ToString(CultureInfo.InvariantCulture), one => (i + one).ToString(CultureInfo.InvariantCulture)),
    };
}
