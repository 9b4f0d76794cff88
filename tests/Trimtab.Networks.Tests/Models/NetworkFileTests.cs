using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Models;

/// <summary>Nets in one file: read back to the same bits, damaged anywhere, or made by others.</summary>
public sealed class NetworkFileTests : ReaderFuzz, IDisposable
{
    private const string Head = "net.json", Configuration = "configuration.json", Weights = "weights.safetensors";

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("net").FullName, "net.trimtab");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    protected override IReadOnlyList<byte[]> Whole => [Saved()];

    [Fact]
    public void Load_OfATrainedSequential_HasTheSameBits()
    {
        using var model = Nets.Seed();
        model.Fit(Nets.Train, new() { Epochs = 1 }, Cancellation);
        model.Save(_path);

        using var again = Sequential.Load(_path);

        Assert.Equal(model.ToJson(), again.ToJson());
        Assert.Equal(model.Bits(), again.Bits());
        Assert.Equal(Bits(model.Predict(Nets.Test, Cancellation)), Bits(again.Predict(Nets.Test, Cancellation)));
    }

    [Fact]
    public void Load_OfATrainedModel_HasTheSameBitsAndKeepsLearning()
    {
        using var model = Branched();
        model.Fit(Nets.Train, new() { Epochs = 1 }, Cancellation);
        model.Save(_path);

        using var again = Model.Load(_path);

        Assert.Equal(model.ToJson(), again.ToJson());
        Assert.Equal(model.Bits(), again.Bits());
        Assert.Equal(Bits(model.Predict(Nets.Test, Cancellation)), Bits(again.Predict(Nets.Test, Cancellation)));
        Assert.True(double.IsFinite(again.Fit(Nets.Train, new() { Epochs = 1 }, Cancellation)["loss"][^1]));
    }

    [Fact]
    public void Load_OfWeightsThatAreNotFinite_HasTheSameBits()
    {
        using var model = Tiny();
        float[] odd = [float.NaN, BitConverter.UInt32BitsToSingle(0x7F800001), float.PositiveInfinity, -0f];
        model.SetWeights(new Dictionary<string, float[]> { ["dense/kernel"] = odd, ["dense/bias"] = [float.Epsilon, float.MinValue] });
        model.Save(_path);

        using var again = NeuralNetwork.Load(_path);

        Assert.Equal(model.Bits(), again.Bits());
    }

    [Fact]
    public void Save_OfTheSameNet_GivesTheSameBytes() => Assert.Equal(Saved(), Saved());

    [Fact]
    public void Save_OfANetThatIsNotCompiled_IsRefusedAndKeepsTheFile()
    {
        byte[] before = Saved();
        using var model = new Sequential([2]) { new Dense(2) };

        Assert.Throws<TrimtabException>(() => model.Save(_path));

        Assert.Equal(before, File.ReadAllBytes(_path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_path)!));
    }

    [Fact]
    public void Load_OfTheOtherKindOfNet_NamesBoth()
    {
        _ = Saved();

        Assert.Contains("Sequential.Load", Assert.Throws<TrimtabException>(() => Model.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFileCutAnywhere_IsRefused()
    {
        byte[] whole = Saved();
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.ThrowsAny<TrimtabException>(() => NeuralNetwork.Load(_path));
        }
    }

    [Fact]
    public void Load_OfAnyChangedByte_IsRefusedOrTheSameNet()
    {
        byte[] whole = Saved();
        using var model = Tiny();
        for (int at = 0; at < whole.Length; at++)
        {
            File.WriteAllBytes(_path, [.. whole[..at], (byte)(whole[at] ^ 0x55), .. whole[(at + 1)..]]);
            try
            {
                using var again = NeuralNetwork.Load(_path);
                Assert.Equal(model.Bits(), again.Bits());
                Assert.Equal(model.ToJson(), again.ToJson());
            }
            catch (TrimtabException)
            {
                // refused
            }
        }
    }

    [Fact]
    public void Load_OfAMissingFile_IsAnIOException() => Assert.ThrowsAny<IOException>(() => NeuralNetwork.Load(_path + "-none"));

    [Fact]
    public void Load_OfAForeignZip_SaysWhatIsMissing()
    {
        WriteZip(("word/document.xml", "<w/>"u8.ToArray()));

        Assert.Contains("it has no 'net.json'", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfANewerVersion_SaysSo()
    {
        WriteZip((Head, """{"format":"trimtab-net","version":2}"""u8.ToArray()), ("more.bin", [1]));

        Assert.Contains("version 2 of the format, this library reads up to 1", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"format":"other","version":1}""", "another format")]
    [InlineData("""{"format":"trimtab-net","version":0}""", "its version is 0")]
    [InlineData("""{"format":"trimtab-net","version":"1"}""", "can't be read")]
    [InlineData("null", "another format")]
    [InlineData("[1", "can't be read")]
    [InlineData("""{"format":"trimtab-net","version":1,"sha256":{}}""", "other entries")]
    public void Load_OfABadHead_SaysWhy(string head, string reason)
    {
        WriteZip((Head, Encoding.UTF8.GetBytes(head)));

        Assert.Contains(reason, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfOtherEntries_IsRefused()
    {
        var (configuration, weights) = Parts();
        WriteZip((Head, HeadOf(configuration, weights)), (Configuration, configuration), (Weights, weights), ("../../evil", [1]));

        Assert.Contains("it has other entries than", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfContentThatWasChanged_NamesIt()
    {
        var (configuration, weights) = Parts();
        byte[] changed = [.. weights[..^1], (byte)(weights[^1] ^ 1)];
        WriteZip((Head, HeadOf(configuration, weights)), (Configuration, configuration), (Weights, changed));

        Assert.Contains("'weights.safetensors' is not what was written", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfALargeCompressedEntry_IsRefusedInBoundedMemory()
    {
        const int Large = 64 << 20;
        var (configuration, weights) = Parts();
        WriteZip(
            CompressionLevel.SmallestSize,
            (Head, HeadOf(configuration, weights)),
            (Configuration, configuration),
            (Weights, new byte[Large]));

        Assert.Contains("stored as they are", RefusalWithin(Large / 8), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFFFF_FFFEu)]
    [InlineData(0x7FFF_FFFFu)]
    public void Load_OfDeclaredSizesThatAreHuge_IsRefusedInBoundedMemory(uint size)
    {
        byte[] whole = Saved();
        int at = LastDirectoryEntry(whole);
        BitConverter.TryWriteBytes(whole.AsSpan(at + 20), size); // compressed
        BitConverter.TryWriteBytes(whole.AsSpan(at + 24), size); // and not
        File.WriteAllBytes(_path, whole);

        _ = RefusalWithin(8 << 20);
    }

    [Fact]
    public void Load_OfANetLargerThanItsWeights_IsRefusedInBoundedMemory()
    {
        var (configuration, weights) = Parts();
        string text = Encoding.UTF8.GetString(configuration);
        byte[] huge = Encoding.UTF8.GetBytes(text.Replace("\"units\": 2", "\"units\": 20000000", StringComparison.Ordinal));
        Assert.NotEqual(configuration, huge);
        WriteZip((Head, HeadOf(huge, weights)), (Configuration, huge), (Weights, weights));

        Assert.Contains("60000000 numbers. Here are 6", RefusalWithin(8 << 20), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfWeightsOfOtherShapes_NamesBoth()
    {
        var (configuration, _) = Parts();
        using var other = new Sequential([5]) { new Dense(1) };
        other.Compile("sgd", "mse");
        other.SaveWeights(_path);
        byte[] weights = File.ReadAllBytes(_path);
        WriteZip((Head, HeadOf(configuration, weights)), (Configuration, configuration), (Weights, weights));

        Assert.Contains("has shape (2, 2). Got (5, 1)", Refusal(), StringComparison.Ordinal);
    }

    protected override void Read(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        NeuralNetwork.Load(_path).Dispose();
    }

    protected override bool IsDocumented(Exception error) => error is TrimtabException;

    private static Sequential Tiny()
    {
        var model = new Sequential([2]) { new Dense(2) };
        model.Compile("sgd", "mse");
        return model;
    }

    private static Model Branched()
    {
        var x = Model.Input([28, 28, 1]);
        var y = x.Apply(new Conv2D(2, 3) { Padding = Padding.Same, Activation = "relu" });
        var z = y.Apply(new Conv2D(2, 3) { Padding = Padding.Same });
        var sum = new Add().Apply(y, z).Apply(new BatchNormalization());
        var model = new Model(x, sum.Apply(new GlobalAveragePooling2D()).Apply(new Dense(2) { Activation = "softmax" }));
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        return model;
    }

    private static int[] Bits(float[] numbers) => [.. numbers.Select(BitConverter.SingleToInt32Bits)];

    private static byte[] HeadOf(byte[] configuration, byte[] weights) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["format"] = "trimtab-net",
        ["version"] = 1,
        ["sha256"] = new JsonObject { [Configuration] = Hash(configuration), [Weights] = Hash(weights) },
    }.ToJsonString());

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Where the central directory's entry of the last file begins.</summary>
    private static int LastDirectoryEntry(byte[] zip) => zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);

    private byte[] Saved()
    {
        using var model = Tiny();
        model.Save(_path);
        return File.ReadAllBytes(_path);
    }

    private (byte[] Configuration, byte[] Weights) Parts()
    {
        _ = Saved();
        using var zip = ZipFile.OpenRead(_path);
        return (ContentOf(Configuration), ContentOf(Weights));

        byte[] ContentOf(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
    }

    private void WriteZip(params (string Name, byte[] Content)[] entries) => WriteZip(CompressionLevel.NoCompression, entries);

    private void WriteZip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        File.Delete(_path);
        using var zip = ZipFile.Open(_path, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var stream = zip.CreateEntry(name, name == Weights ? level : CompressionLevel.NoCompression).Open();
            stream.Write(content);
        }
    }

    private string Refusal() => Assert.ThrowsAny<TrimtabException>(() => NeuralNetwork.Load(_path)).Message;

    private string RefusalWithin(long bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refusal();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bytes);
        return message;
    }
}
