using Trimtab.Numerics;

namespace Trimtab.Tables.Tests;

/// <summary>A study that is exported and imported has the same trials.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trips").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => [.. TableFormat.Catalog.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task RandomStudy_ExportedAndImported_IsTheSame(string format)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var study = RandomStudy.Of(RandomAddress.FromSeed((ulong)seed));
            string path = Path.Combine(_folder, $"{seed}.{format}");

            await study.ExportAsync(path, Token);
            var other = new Study(study.Options);
            await other.ImportAsync(path, cancellationToken: Token);

            Assert.Equal(study.Trials.Select(TrialText.Of), other.Trials.Select(TrialText.Of));
            Assert.Equal(0, await other.ImportAsync(path, cancellationToken: Token));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task OptimizedStudy_ExportedAndImported_IsTheSame(string format)
    {
        var study = await SampleStudy.OptimizedAsync(40);
        string path = Path.Combine(_folder, "study." + format);

        await study.ExportAsync(path, Token);
        var other = new Study(study.Options);
        await other.ImportAsync(path, cancellationToken: Token);

        Assert.Equal(study.Trials.Select(TrialText.Of), other.Trials.Select(TrialText.Of));
    }
}
