using Trimtab.Data;

namespace Trimtab.Networks.Tests.Layers;

/// <summary>Layers that tests of every layer use.</summary>
internal static class LayerExamples
{
    private static readonly Shape _image = [7, 6, 3];
    private static readonly Shape _row = [20];
    private static readonly Shape _sequence = [5, 4];

    /// <summary>Layers of a kind with the shapes of their inputs; null where its own settings and an image will do.</summary>
    public static IEnumerable<(Layer Layer, Shape Input)>? Of(string name) => name switch
    {
        "conv2d" =>
        [
            (new Conv2D(5, 3) { Activation = "tanh" }, _image),
            (new Conv2D(4, (2, 3)) { Strides = (2, 1), Padding = Padding.Same, Activation = "gelu", UseBias = false }, _image),
        ],
        "dense" =>
        [
            (new Dense(18) { Activation = "sigmoid" }, _row),
            (new Dense(1), _row),
            (new Dense(3) { Activation = "softmax" }, _row),
            (new Dense(5) { Activation = "silu" }, _row),
            (new Dense(3) { Activation = "softmax" }, _sequence),
            (new Dense(18) { Activation = "gelu", UseBias = false }, _image),
        ],
        "dropout" => [(new Dropout(0.4), _image), (new Dropout(0), _row)],
        "activation" => [(new ActivationLayer("softsign"), _image), (new ActivationLayer("softmax"), _image)],
        "max_pooling2d" => [(new MaxPooling2D(2), _image), (new MaxPooling2D(3) { Strides = 2, Padding = Padding.Same }, _image)],
        "average_pooling2d" =>
        [
            (new AveragePooling2D(2), _image), (new AveragePooling2D(3) { Strides = 2, Padding = Padding.Same }, _image)
        ],
        "batch_normalization" => [(new BatchNormalization(), _image), (new BatchNormalization { Scale = false }, _row)],
        "zero_padding2d" => [(new ZeroPadding2D(1), _image), (new ZeroPadding2D(new Margins(0, 2, 3, 1)), _image)],
        "up_sampling2d" => [(new UpSampling2D(2), _image), (new UpSampling2D((1, 3)), _image)],
        "input_part" => [(new InputPart(7, [2, 5]), _image), (new InputPart(0, [20]), _row), (new InputPart(19, [1]), _sequence)],
        "reshape" => [(new Reshape([3, 42]), _image), (new Reshape([2, 5, 2]), _row)],
        "permute" => [(new Permute(3, 1, 2), _image), (new Permute(2, 1), _sequence), (new Permute(1), _row)],
        "spatial_dropout2d" => [(new SpatialDropout2D(0.4), _image), (new SpatialDropout2D(0), _image)],
        "gaussian_noise" => [(new GaussianNoise(0.5), _image), (new GaussianNoise(0), _row)],
        "layer_normalization" =>
        [
            (new LayerNormalization { Epsilon = 0.1f }, _image), (new LayerNormalization { Scale = false }, _row),
            (new LayerNormalization { Center = false }, _sequence),
        ],
        "group_normalization" =>
        [
            (new GroupNormalization { Groups = 3, Epsilon = 0.1f }, _image), (new GroupNormalization { Groups = 5, Scale = false }, _row),
            (new GroupNormalization { Groups = 2, Center = false }, _sequence),
        ],
        "conv1d" =>
        [
            (new Conv1D(5, 3) { Activation = "tanh" }, _sequence),
            (new Conv1D(3, 3) { Padding = Padding.Causal }, _sequence),
            (new Conv1D(4, 7) { Strides = 2, Padding = Padding.Causal, Activation = "tanh" }, _sequence),
            (new Conv1D(4, 2) { Strides = 2, Padding = Padding.Same, Activation = "gelu", UseBias = false }, _sequence),
        ],
        "max_pooling1d" => [(new MaxPooling1D(2), _sequence), (new MaxPooling1D(3) { Strides = 2, Padding = Padding.Same }, _sequence)],
        "average_pooling1d" => [(new AveragePooling1D(2), _sequence), (new AveragePooling1D(3) { Strides = 1 }, _sequence)],
        "global_max_pooling1d" => [(new GlobalMaxPooling1D(), _sequence)],
        "global_average_pooling1d" => [(new GlobalAveragePooling1D(), _sequence)],
        "depthwise_conv2d" =>
        [
            (new DepthwiseConv2D(3) { Activation = "tanh" }, _image),
            (new DepthwiseConv2D((2, 3)) { Strides = 2, Padding = Padding.Same, DepthMultiplier = 2, Activation = "gelu" }, _image),
            (new DepthwiseConv2D((5, 4)) { Strides = (1, 3), Padding = Padding.Same, UseBias = false }, _image),
        ],
        "separable_conv2d" =>
        [
            (new SeparableConv2D(5, 3) { Activation = "tanh" }, _image),
            (new SeparableConv2D(4, (2, 3)) { Strides = 2, Padding = Padding.Same, DepthMultiplier = 2, UseBias = false }, _image),
        ],
        "embedding" => [(new Embedding(7, 5), _row)],
        "simple_rnn" =>
        [
            (new SimpleRNN(5), _sequence), (new SimpleRNN(3) { ReturnSequences = true, Activation = "gelu", UseBias = false }, _sequence),
            (new SimpleRNN(4) { GoBackwards = true, ReturnSequences = true }, _sequence),
        ],
        "lstm" =>
        [
            (new LSTM(5), _sequence), (new LSTM(3) { ReturnSequences = true, Activation = "gelu", UseBias = false }, _sequence),
            (new LSTM(4) { GoBackwards = true, RecurrentActivation = "silu" }, _sequence),
        ],
        "gru" =>
        [
            (new GRU(5), _sequence), (new GRU(3) { ReturnSequences = true, Activation = "gelu", UseBias = false }, _sequence),
            (new GRU(4) { GoBackwards = true, RecurrentActivation = "silu" }, _sequence), (new GRU(18), _sequence),
        ],
        "bidirectional" =>
        [
            (new Bidirectional(new LSTM(3)), _sequence), (new Bidirectional(new GRU(4) { ReturnSequences = true }), _sequence),
            (new Bidirectional(new SimpleRNN(3) { ReturnSequences = true }) { MergeMode = MergeMode.Mul }, _sequence),
            (new Bidirectional(new SimpleRNN(3) { GoBackwards = true }) { MergeMode = MergeMode.Ave }, _sequence),
            (new Bidirectional(new GRU(3) { UseBias = false }) { MergeMode = MergeMode.Sum }, _sequence),
        ],
        "random_flip" => [(new RandomFlip(), _image), (new RandomFlip { Mode = FlipMode.Vertical }, _image)],
        "random_translation" =>
        [
            (new RandomTranslation(0.3, (-0.5, 0)), _image),
            (new RandomTranslation(0.9, 0.9) { FillMode = FillMode.Wrap, Interpolation = Interpolation.Nearest }, _image),
        ],
        "random_rotation" =>
        [
            (new RandomRotation(0.4), _image), (new RandomRotation(0.5) { FillMode = FillMode.Constant, FillValue = 0.5f }, _image),
        ],
        "random_zoom" =>
        [
            (new RandomZoom(0.5), _image), (new RandomZoom((0, 1)) { WidthFactor = 0.2, FillMode = FillMode.Nearest }, _image),
        ],
        "random_contrast" => [(new RandomContrast(0.4), _image)],
        _ => null,
    };
}
