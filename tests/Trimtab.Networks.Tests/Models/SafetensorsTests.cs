using System.Buffers.Binary;
using System.Text.Json;

namespace Trimtab.Networks.Tests.Models;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("safetensors").FullName, "net.safetensors");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void Weights_SavedAndLoaded_KeepEveryBit()
    {
        using var model = Nets.Seed();
        using var again = Nets.Seed();
        model.Fit(Nets.Train, new(), TestContext.Current.CancellationToken);

        model.SaveWeights(_path);
        again.LoadWeights(_path);

        Assert.Equal(model.Bits(), again.Bits());
        Assert.Equal(
            model.Predict(Nets.Test, TestContext.Current.CancellationToken),
            again.Predict(Nets.Test, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_path)!));
    }

    /// <summary>The published format, read by hand: header length as eight bytes little-endian, JSON, then the numbers.</summary>
    [Fact]
    public void File_OfWeights_IsSafetensors()
    {
        using var model = Nets.Seed();
        model.SaveWeights(_path);

        byte[] file = File.ReadAllBytes(_path);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        var kernel = header.RootElement.GetProperty("conv2d/kernel");
        int[] offsets = [.. kernel.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];

        Assert.Equal("F32", kernel.GetProperty("dtype").GetString());
        Assert.Equal([3, 3, 1, 4], kernel.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal(4 * 36, offsets[1] - offsets[0]);
        Assert.Equal(
            model.GetWeights()["conv2d/kernel"][5], BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8 + length + offsets[0] + 20)));
        Assert.Equal(8 + length + (4 * 18_818), file.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(5000)]
    public void Load_OfACutFile_ChangesNothing(int length)
    {
        using var model = Nets.Seed();
        model.SaveWeights(_path);
        int[] before = model.Bits();
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..length]);

        Assert.Throws<TrimtabException>(() => model.LoadWeights(_path));

        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void Load_OfAnotherNetsWeights_NamesTheVariable()
    {
        using var model = Nets.Seed();
        using var other = Nets.Small();
        other.SaveWeights(_path);

        Assert.Contains(
            "conv2d/kernel", Assert.ThrowsAny<TrimtabException>(() => model.LoadWeights(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SetWeights_OfAWrongLength_ChangesNothing()
    {
        using var model = Nets.Small();
        int[] before = model.Bits();
        var weights = model.GetWeights().ToDictionary(variable => variable.Key, variable => variable.Value);
        weights["dense/bias"] = [1, 2, 3];
        weights["dense/kernel"][0] = 9;

        var error = Assert.Throws<TrimtabException>(() => model.SetWeights(weights));

        Assert.Contains("'dense/bias' requires 2 numbers", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Bits());
    }
}
