using Trimtab.Numerics;

namespace Trimtab.Tables.Tests;

/// <summary>
/// Any bytes are read or refused with an error of this library that names the file, in memory that is in proportion to them.
/// </summary>
public sealed class DamagedFileTests : IDisposable
{
    private const long MostAllocated = 1 << 26; // bytes, for files of a few thousand: pages may be unpacked, and buffers are pooled

    private readonly string _folder = Directory.CreateTempSubdirectory("damaged").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats => [.. TableFormat.Catalog.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task File_CutAtAnyLength_IsRefusedOrRead(string format)
    {
        byte[] whole = await FileAsync(format);

        for (int length = 0; length < whole.Length; length++)
        {
            await RequireReadOrRefusedAsync(format, whole[..length], $"cut at {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task File_WithAnyByteChanged_IsRefusedOrRead(string format)
    {
        byte[] whole = await FileAsync(format);

        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte change in new byte[] { 0x01, 0x80 })
            {
                byte[] damaged = [.. whole];
                damaged[at] ^= change;
                await RequireReadOrRefusedAsync(format, damaged, $"byte {at} changed by {change}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task File_WithAPartOverwritten_IsRefusedOrRead(string format)
    {
        byte[] whole = await FileAsync(format);
        var draws = RandomAddress.FromSeed(7).Stream();

        for (int i = 0; i < 1000; i++)
        {
            byte[] damaged = [.. whole];
            int at = draws.NextInt32(whole.Length), length = Math.Min(1 + draws.NextInt32(12), whole.Length - at);
            for (int j = at; j < at + length; j++)
            {
                damaged[j] = i % 3 == 0 ? (byte)0xFF : i % 3 == 1 ? (byte)0 : (byte)draws.NextInt32(256);
            }

            await RequireReadOrRefusedAsync(format, damaged, $"{length} bytes from {at} overwritten, draw {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task DamagedFile_Imported_IsAnErrorThatNamesIt(string format)
    {
        string path = Path.Combine(_folder, "results." + format);
        File.WriteAllBytes(path, format == "csv" ? "a,\"b"u8.ToArray() : "PAR1{ and no more"u8.ToArray());

        var study = new Study(new() { Space = SampleStudy.Space });
        var error = await Assert.ThrowsAsync<TrimtabException>(() => study.ImportAsync(path, cancellationToken: Token));

        Assert.Contains("results." + format, error.Message, StringComparison.Ordinal);
    }

    private static async Task RequireReadOrRefusedAsync(string format, byte[] content, string damage)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var stream = new MemoryStream(content);
            await TableFormat.Catalog.Create(format).ReadAsync(stream, Token);
        }
        catch (TrimtabException)
        {
            // As it should be.
        }
        catch (Exception error)
        {
            Assert.Fail($"A file of {format}, {damage}: {error}");
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MostAllocated, $"A file of {format}, {damage}: {allocated} bytes for {content.Length}.");
    }

    private async Task<byte[]> FileAsync(string format)
    {
        string path = Path.Combine(_folder, "trials." + format);
        await (await SampleStudy.OptimizedAsync(12)).ExportAsync(path, Token);
        return File.ReadAllBytes(path);
    }
}
