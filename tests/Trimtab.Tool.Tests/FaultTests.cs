namespace Trimtab.Tool.Tests;

public class FaultTests
{
    [Fact]
    public async Task AFaultOfTheTool_IsReportedAsItsOwn_AndDoesNotEndTheProcess()
    {
        using var error = new StringWriter();

        int code = await TrimtabTool.RunAsync(["--help"], new()
        {
            Input = TextReader.Null,
            Output = TextWriter.Null,
            Error = error,
            Folder = Path.GetTempPath(),
            Width = () => throw new InvalidOperationException("Broken by a test."),
            IsOutputTerminal = true,
        });

        Assert.Equal(1, code);
        Assert.Contains("fault of trimtab", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Broken by a test.", error.ToString(), StringComparison.Ordinal);
    }
}
