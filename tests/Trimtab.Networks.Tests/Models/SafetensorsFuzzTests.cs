using System.Buffers.Binary;
using System.Text;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Models;

/// <summary>Files of weights, damaged anywhere.</summary>
public sealed class SafetensorsFuzzTests : ReaderFuzz, IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("safetensors").FullName, "net");
    private readonly Sequential _model = new([2]) { new Dense(2) };

    public SafetensorsFuzzTests() => _model.Compile("sgd", "mse");

    protected override IReadOnlyList<byte[]> Whole
    {
        get
        {
            _model.SaveWeights(_path);
            return [File.ReadAllBytes(_path)];
        }
    }

    public static TheoryData<string> BadHeaders =>
    [
        """{"dense/kernel":{"dtype":"F32","shape":[2,2],"data_offsets":[]}"""
            + ""","dense/bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}}""",
        """{"dense/kernel":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}"""
            + ""","dense/kernel":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""",
        """{"dense/kernel":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,0]}}""",
        """{"dense/kernel":{"dtype":"F32","shape":[-2,-2],"data_offsets":[0,16]}}""",
        """{"dense/kernel":{"dtype":"F32","shape":[2,2],"data_offsets":[16,0]}}""",
        """{"dense/kernel":{"dtype":"F32","shape":[2,2],"data_offsets":[-16,0]}}""",
        """{"dense/kernel":{"dtype":null,"shape":null,"data_offsets":null}}""",
        """{"dense/kernel":{"dtype":"F64","shape":[1,2],"data_offsets":[0,16]}}""",
        """{"dense/kernel":null}""",
        """{"\ud800":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""",
        """[1]""",
    ];

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public void Load_OfABadHeader_IsATrimtabException(string header) =>
        Assert.ThrowsAny<TrimtabException>(() => Read(WithHeader(header)));

    [Fact]
    public void Load_OfAnotherShapeWithAsManyNumbers_NamesBothAndChangesNothing()
    {
        using var wide = new Sequential([3]) { new Dense(2) { UseBias = false } };
        using var tall = new Sequential([2]) { new Dense(3) { UseBias = false } };
        wide.Compile("sgd", "mse");
        tall.Compile("sgd", "mse");
        int[] before = tall.Bits();
        wide.SaveWeights(_path);

        var error = Assert.Throws<ShapeException>(() => tall.LoadWeights(_path));

        Assert.StartsWith("Variable 'dense/kernel' has shape (2, 3). Got (3, 2) in ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, tall.Bits());
    }

    [Fact]
    public void Load_OfMetadataAndUnknownFields_IsAsTheFormatSays()
    {
        Read(WithHeader(
            """{"__metadata__":{"format":"pt"},"dense/kernel":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}"""
            + ""","dense/bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"""));

        Assert.All(_model.GetWeights(), variable => Assert.All(variable.Value, value => Assert.Equal(0, value)));
    }

    protected override void Read(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        _model.LoadWeights(_path);
    }

    protected override bool IsDocumented(Exception error) => error is TrimtabException;

    private static byte[] WithHeader(string header)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. new byte[24]];
    }
}
