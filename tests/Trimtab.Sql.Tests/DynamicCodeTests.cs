namespace Trimtab.Sql.Tests;

public class DynamicCodeTests
{
    /// <summary>File-based programs are set up for compilation ahead of time: the message names the line that they need.</summary>
    [Fact]
    public void WithoutCodeMadeAtRunTime_TheMessageNamesTheSetting()
    {
        string message = Assert.Throws<TrimtabException>(() => DynamicCode.Require(isSupported: false)).Message;

        Assert.Contains("'#:property PublishAot=false'", message, StringComparison.Ordinal);
        DynamicCode.Require(isSupported: true);
    }
}
