using System.Text.Json;
using Trimtab.Data;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>Output shapes and numbers of parameters, as Keras computes them.</summary>
public class OutputShapeTests
{
    public static TheoryData<Layer, int[], int[], int> Layers => new()
    {
        { new Conv2D(4, 3), [28, 28, 1], [26, 26, 4], 40 },
        { new Conv2D(8, 3), [26, 26, 4], [24, 24, 8], 296 },
        { new Conv2D(8, 3) { Padding = Padding.Same, Strides = 2 }, [27, 28, 3], [14, 14, 8], 224 },
        { new Conv2D(2, (5, 1)) { Strides = (2, 3), UseBias = false }, [9, 10, 7], [3, 4, 2], 70 },
        { new Conv2D(1, (1, 4)), [1, 4, 1], [1, 1, 1], 5 },
        { new Dense(16), [1152], [16], 18_448 },
        { new Dense(3) { UseBias = false }, [5], [3], 15 },
        { new MaxPooling2D(2), [24, 24, 8], [12, 12, 8], 0 },
        { new MaxPooling2D(2), [5, 5, 2], [2, 2, 2], 0 },
        { new MaxPooling2D(2) { Padding = Padding.Same }, [5, 5, 2], [3, 3, 2], 0 },
        { new AveragePooling2D((2, 3)) { Strides = 1 }, [6, 7, 3], [5, 5, 3], 0 },
        { new GlobalMaxPooling2D(), [6, 7, 3], [3], 0 },
        { new GlobalAveragePooling2D(), [6, 7, 3], [3], 0 },
        { new Flatten(), [6, 7, 3], [126], 0 },
        { new Flatten(), [9], [9], 0 },
        { new Dropout(0.5), [6, 7, 3], [6, 7, 3], 0 },
        { new BatchNormalization(), [6, 7, 3], [6, 7, 3], 12 },
        { new ActivationLayer("relu"), [4], [4], 0 },
        { new ZeroPadding2D((1, 2)), [6, 7, 3], [8, 11, 3], 0 },
        { new UpSampling2D((2, 3)), [6, 7, 3], [12, 21, 3], 0 },
        { new Reshape([2, 63]), [6, 7, 3], [2, 63], 0 },
        { new Permute(3, 1, 2), [6, 7, 3], [3, 6, 7], 0 },
        { new SpatialDropout2D(0.5), [6, 7, 3], [6, 7, 3], 0 },
        { new GaussianNoise(0.5), [6, 7], [6, 7], 0 },
        { new LayerNormalization(), [6, 7, 3], [6, 7, 3], 6 },
        { new GroupNormalization { Groups = 3, Scale = false }, [6, 7, 3], [6, 7, 3], 3 },
        { new Conv1D(4, 3), [10, 2], [8, 4], 28 },
        { new Conv1D(4, 3) { Strides = 3, Padding = Padding.Same }, [10, 2], [4, 4], 28 },
        { new MaxPooling1D(2), [5, 2], [2, 2], 0 },
        { new AveragePooling1D(3) { Strides = 2, Padding = Padding.Same }, [5, 2], [3, 2], 0 },
        { new GlobalMaxPooling1D(), [5, 2], [2], 0 },
        { new GlobalAveragePooling1D(), [5, 2], [2], 0 },
        { new DepthwiseConv2D(3) { DepthMultiplier = 2 }, [6, 7, 3], [4, 5, 6], 60 },
        { new SeparableConv2D(8, 3), [6, 7, 4], [4, 5, 8], 76 },
        { new Embedding(1000, 64), [10], [10, 64], 64_000 },
        { new SimpleRNN(4), [10, 8], [4], 52 },
        { new LSTM(4) { ReturnSequences = true }, [10, 8], [10, 4], 208 },
        { new GRU(4), [10, 8], [4], 168 },
        { new Bidirectional(new LSTM(10) { ReturnSequences = true }), [5, 10], [5, 20], 1680 },
        { new Bidirectional(new GRU(10)) { MergeMode = MergeMode.Sum }, [5, 10], [10], 1320 },
        { new RandomRotation(0.2), [6, 7, 3], [6, 7, 3], 0 },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void OutputShapeAndParameters_AreKeras(Layer layer, int[] input, int[] output, int parameters)
    {
        var shape = Shape.Create(input);

        Assert.Equal(output, layer.OutputShape(shape));
        Assert.Equal(parameters, layer.Weights(shape).Sum(weights => weights.Shape.Size));
    }

    public static TheoryData<Layer, int[], string> Refused => new()
    {
        { new Conv2D(1, (3, 5)), [4, 4, 1], "Layer 'conv2d' (conv2d) requires images of at least (3, 5), its kernel size. Got (4, 4, 1)." },
        {
            new MaxPooling2D(3) { Name = "pool" },
            [2, 9, 1],
            "Layer 'pool' (max_pooling2d) requires images of at least (3, 3), its pool size. Got (2, 9, 1)."
        },
        { new Conv2D(1, 3), [9], "Layer 'conv2d' (conv2d) requires images of shape (rows, columns, channels). Got (9,)." },
        { new GlobalMaxPooling2D(), [9], "requires images of shape (rows, columns, channels). Got (9,)." },
        { new Reshape([4]), [5], "requires an input of 4 numbers, as (4,) has. Got (5,)." },
        { new Permute(2, 1), [5], "requires an input of 2 axes, as many as it permutes. Got (5,)." },
        { new GroupNormalization(), [5, 5, 3], "requires a number of channels that is a multiple of its 32 groups. Got (5, 5, 3)." },
        { new Conv1D(1, 6), [5, 2], "requires sequences of at least 6 steps, its KernelSize. Got (5, 2)." },
        { new MaxPooling1D(6), [5, 2], "requires sequences of at least 6 steps, its PoolSize. Got (5, 2)." },
        { new GlobalMaxPooling1D(), [5], "requires sequences of shape (steps, channels). Got (5,)." },
        { new Embedding(5, 2), [5, 2], "requires rows of shape (length,). Got (5, 2)." },
        { new LSTM(2), [5], "requires sequences of shape (steps, features). Got (5,)." },
        { new InputPart(7, [3]), [3, 3, 1], "requires rows of at least 10 numbers, its Offset of 7 and 3 more. Got (3, 3, 1)." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void OutputShape_OfAShapeThatDoesNotFit_SaysWhatIsRequired(Layer layer, int[] input, string message) =>
        Assert.EndsWith(
            message, Assert.Throws<ShapeException>(() => layer.OutputShape(Shape.Create(input))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-2, 3)]
    public void Size_BelowOne_IsRefused(int rows, int columns) =>
        Assert.Contains(
            "must be 1 or more",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Size2D(rows, columns)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Size_OfOneNumber_IsBothRowsAndColumns()
    {
        Size2D size = 3;

        Assert.Equal(new Size2D(3, 3), size);
        Assert.Equal("(3, 3)", size.ToString());
    }

    [Fact]
    public void Size_AsJson_IsAnArrayOfRowsAndColumns()
    {
        Assert.Equal("[2,5]", JsonSerializer.Serialize<Size2D>((2, 5)));
        Assert.Equal((2, 5), JsonSerializer.Deserialize<Size2D>("[2,5]"));
    }

    [Theory]
    [InlineData("[2]")]
    [InlineData("[2,3,4]")]
    [InlineData("3")]
    [InlineData("{}")]
    public void Size_FromOtherJson_IsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Size2D>(json));
}
