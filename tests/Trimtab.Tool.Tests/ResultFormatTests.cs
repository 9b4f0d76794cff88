using System.Text.Json.Nodes;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Tests;

/// <summary>Each format writes the same rows.</summary>
public class ResultFormatTests
{
    private static readonly ResultRows _rows = new(
        ["number", "name", "params", "infinite"],
        [
            [1, "a, \"b\"", new OrderedDictionary<string, object?> { ["lr"] = 0.1, ["on"] = true }, double.PositiveInfinity],
            [2, "no", new OrderedDictionary<string, object?> { ["lr"] = null }, double.NaN],
        ])
    { ValueColumns = ["number", "params"] };

    [Theory]
    [InlineData("csv", "number,name,params_lr,params_on,infinite\n1,\"a, \"\"b\"\"\",0.1,true,Infinity\n2,no,,,NaN\n")]
    [InlineData("value", "1\t0.1\ttrue\n2\t\t\n")]
    [InlineData(
        "jsonl",
        "{\"number\":1,\"name\":\"a, \\\"b\\\"\",\"params\":{\"lr\":0.1,\"on\":true},\"infinite\":\"Infinity\"}\n"
            + "{\"number\":2,\"name\":\"no\",\"params\":{\"lr\":null},\"infinite\":\"NaN\"}\n")]
    [InlineData(
        "yaml",
        "- number: 1\n  name: \"a, \\\"b\\\"\"\n  params:\n    lr: 0.1\n    \"on\": true\n  infinite: .inf\n"
            + "- number: 2\n  name: \"no\"\n  params:\n    lr: null\n  infinite: .nan\n")]
    public void Rows_AreWritten(string format, string expected) => Assert.Equal(expected, Written(format, _rows).ReplaceLineEndings("\n"));

    /// <summary>A single row that has no room as a row has a line for each cell.</summary>
    [Fact]
    public void ATable_OfASingleRow_ShowsAllOfIt()
    {
        string[] columns = [.. Enumerable.Range(0, 12).Select(i => $"params_number_{i}")];
        var row = new ResultRows(columns, [[.. columns.Select((_, i) => (object?)(i + 0.5))]]) { IsSingle = true };
        using var error = new StringWriter();

        string[] lines = Written("table", row, width: 80, error).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(columns, lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.EndsWith("11.5", lines[^1].TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("", error.ToString());
    }

    /// <summary>The last column has the room that the others leave.</summary>
    [Fact]
    public void ATable_CutsItsLastColumnWhereTheTerminalEnds()
    {
        string finding = "ModuleNotFoundError: No module named 'optuna'", longer = new('x', 90);

        string table = Written("table", new(["check", "finding"], [["python", finding], ["other", longer]]), width: 80);

        Assert.Contains(finding, table, StringComparison.Ordinal);
        Assert.All(table.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        Assert.DoesNotContain(table.Split('\n'), line => line.TrimStart().StartsWith('x'));
    }

    /// <summary>As a reader of YAML 1.1 knows real numbers: a point before the exponent, which has a sign: yaml.org/type/float.</summary>
    [Theory]
    [InlineData(1e-5, "1.0e-05")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(1e20, "1.0e+20")]
    [InlineData(-2.5e300, "-2.5e+300")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    public void ARealNumberInYaml_IsOneOfBothVersions(double number, string expected)
    {
        Assert.Equal($"loss: {expected}\n", Written("yaml", new(["loss"], [[number]]) { IsSingle = true }).ReplaceLineEndings("\n"));
        Assert.Matches("^[-+]?[0-9]+\\.[0-9]*(e[-+][0-9]+)?$", expected);
        Assert.Equal(number, double.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(new double[0], null)]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 4.0, 1.0 }, 2.5)]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2.0)]
    [InlineData(new[] { 9.0, 1.0, 2.0, 4.0 }, 3.0)]
    [InlineData(new[] { double.MaxValue, double.MaxValue }, double.MaxValue)]
    [InlineData(new[] { 1.0, double.PositiveInfinity, double.PositiveInfinity }, double.PositiveInfinity)]
    public void AMedian_IsTheMeanOfTheMiddleTwo(double[] numbers, double? expected) => Assert.Equal(expected, numbers.Median());

    [Fact]
    public void Json_IsOneValue()
    {
        Assert.Equal(2, JsonNode.Parse(Written("json", _rows))!.AsArray().Count);
        Assert.Equal(1, (int)JsonNode.Parse(Written("json", new(["n"], [[1]]) { IsSingle = true }))!["n"]!);
        Assert.Empty(JsonNode.Parse(Written("json", new(["n"], [])))!.AsArray());
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void Table_FitsTheTerminal(int width)
    {
        int[] places = [.. Enumerable.Range(0, 20)];
        var rows = new ResultRows([.. places.Select(i => $"column_{i}")], [[.. places.Select(i => (object?)(i / 3.0))]]);
        var error = new StringWriter();

        string written = Written("table", rows, width, error);

        Assert.All(written.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Contains("column_19", written + error, StringComparison.Ordinal);
    }

    private static string Written(string format, ResultRows rows, int width = 80, StringWriter? error = null)
    {
        var output = new StringWriter();
        new Catalog<IResultFormat>(typeof(IResultFormat).Assembly).Create(format).Write(rows, new()
        {
            Input = TextReader.Null,
            Output = output,
            Error = error ?? TextWriter.Null,
            Folder = "/",
            IsOutputTerminal = true,
            Width = () => width,
            Variables = new Dictionary<string, string> { ["NO_COLOR"] = "1" },
        });
        return Plain(output.ToString());
    }

    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\x1b\\[[0-9;?]*[A-Za-z]", "");
}
