using System.Text;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Models;

/// <summary>Configurations of nets, damaged anywhere; what is taken can be described and written again.</summary>
public sealed class NetworkJsonFuzzTests : ReaderFuzz
{
    protected override IReadOnlyList<byte[]> Whole =>
    [
        Encoding.UTF8.GetBytes(Everything().ToJson()), Encoding.UTF8.GetBytes(Nets.Small().ToJson())
    ];

    protected override int Mutations => 6000;

    public static TheoryData<string> Bad =>
    [
        "null",
        "[]",
        """{"input_shape":null,"layers":["flatten"]}""",
        """{"input_shape":[2],"layers":null}""",
        """{"input_shape":[2],"layers":[null]}""",
        """{"input_shape":[0],"layers":["flatten"]}""",
        """{"input_shape":[65536,65536],"layers":["flatten"]}""",
        """{"input_shape":[2],"layers":["dense"]}""",
        """{"input_shape":[2],"layers":[{"name":"dense","settings":{"units":0}}]}""",
        """{"input_shape":[65536],"layers":[{"name":"dense","settings":{"units":65536}}]}""",
        """{"input_shape":[2],"layers":[{"name":"dense","settings":{"units":1,"activation":null}}]}""",
        """{"input_shape":[2],"layers":[{"name":null,"settings":{"units":1}}]}""",
        """{"input_shape":[2],"layers":[{"name":"dropout","settings":{"rate":1}}]}""",
        """{"input_shape":[2],"layers":["flatten"],"compiled":{"optimizer":"sgd","loss":"mse","metrics":[null]}}""",
        """{"input_shape":[2],"layers":["flatten"],"compiled":{"optimizer":"sgd"}}""",
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public void FromJson_OfABadConfiguration_IsATrimtabException(string json) =>
        Assert.ThrowsAny<TrimtabException>(() => Sequential.FromJson(json));

    protected override void Read(byte[] bytes)
    {
        using var model = Sequential.FromJson(Encoding.UTF8.GetString(bytes));
        Assert.NotEmpty(model.Summary());
        string json = model.ToJson();
        using var again = Sequential.FromJson(json);
        Assert.Equal(json, again.ToJson());
    }

    protected override bool IsDocumented(Exception error) => error is TrimtabException;

    private static Sequential Everything()
    {
        var model = new Sequential([9, 9, 2])
        {
            new Conv2D(6, 3)
            {
                Strides = 2,
                Padding = Padding.Same,
                Activation = new LeakyRelu { NegativeSlope = 0.25f },
                KernelRegularizer = new L2 { Factor = 0.5f },
            },
            new BatchNormalization(),
            new MaxPooling2D(2),
            new Dropout(0.5),
            new Flatten(),
            new Dense(3)
            {
                KernelInitializer = new VarianceScaling { Scale = 0.5 },
                KernelConstraint = new MaxNorm { MaxValue = 3 },
                Activation = "softmax",
            },
        };
        model.Compile(
            new Adam { LearningRate = new ExponentialDecay(0.5, 10, 0.5) },
            new CategoricalCrossentropy { LabelSmoothing = 0.25f },
            "accuracy",
            new TopKCategoricalAccuracy { K = 2 });
        return model;
    }
}
