using System.Runtime.CompilerServices;
using Trimtab.Caching;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>A change of what trainings compute raises the engine's revision, on which ledgers rest.</summary>
public class EngineRevisionTests
{
    private static readonly ApprovedBits _approved = ApprovedBits.Parse("revision 4\nloss/mse, sigmoid 0A\nlayer/conv2d 0B\n");

    [Fact]
    public async Task Bits_OfTheCurrentRevision_AreThoseApproved()
    {
        var now = ApprovedBits.Of(EngineRevision.Current, await BitsProgram.RunAsync(null));
        var approved = File.Exists(FilePath())
            ? ApprovedBits.Parse(await File.ReadAllTextAsync(FilePath(), TestContext.Current.CancellationToken))
            : new("none", new Dictionary<string, string>());
        if (Environment.GetEnvironmentVariable("TRIMTAB_APPROVE") == "1" && approved.MayBecome(now))
        {
            await File.WriteAllTextAsync(FilePath(), now.ToString(), TestContext.Current.CancellationToken);
            return;
        }

        string? wrong = approved.Compare(now);

        Assert.True(wrong is null, wrong);
    }

    [Theory]

    [
        InlineData(
            "revision 4\nloss/mse, sigmoid 0A\nlayer/conv2d 0C\n",
            "Bits must not change within a revision of the engine. 1 of 2 changed in revision 4: layer/conv2d. "
            + "If that is meant, raise EngineRevision.Current"),
    ]
    [InlineData("revision 5\nloss/mse, sigmoid 0A\nlayer/conv2d 0C\n", "EngineRevision.Current is 5, the approved bits are of revision 4")]
    [InlineData("revision 4\nloss/mse, sigmoid 0A\nlayer/conv2d 0B\nlayer/new 0D\n", "Added or gone: layer/new.")]
    [InlineData("revision 4\nloss/mse, sigmoid 0A\n", "Added or gone: layer/conv2d.")]
    public void Compare_WithOtherBits_SaysWhatToDo(string now, string message) =>
        Assert.Contains(message, _approved.Compare(ApprovedBits.Parse(now)), StringComparison.Ordinal);

    [Theory]
    [InlineData("revision 4\nloss/mse, sigmoid 0A\nlayer/conv2d 0C\n", false)]
    [InlineData("revision 5\nloss/mse, sigmoid 0A\nlayer/conv2d 0C\n", true)]
    [InlineData("revision 4\nloss/mse, sigmoid 0A\nlayer/new 0D\n", true)]
    public void Approval_OfOtherBitsInTheSameRevision_IsRefused(string now, bool expected) =>
        Assert.Equal(expected, _approved.MayBecome(ApprovedBits.Parse(now)));

    private static string FilePath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "approved-bits.txt");
}
