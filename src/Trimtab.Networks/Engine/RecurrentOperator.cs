using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>
/// Computes a recurrent layer, with gradients by backpropagation through time. Weights: kernel W, recurrent kernel U, bias if there is one.
/// </summary>
/// <remarks>
/// The products of the input, xW + b, are those of a dense layer in which each step is a tile. Blocks are <c>[tile][step][gate][unit]</c>,
/// in the order in which steps are taken; states have one more in front, of zeros. Sums of gradients run over tiles, then steps.
/// </remarks>
internal sealed unsafe class RecurrentOperator : LayerOperator, IMaskedOperator
{
    private readonly RecurrentCell _cell;
    private readonly RecurrentSteps _steps;
    private readonly bool _useBias;
    private readonly DenseMatrix _kernel, _recurrentKernel;
    private readonly AlignedBuffer[] _biasSums; // of z, and of r where it has a bias of its own
    private AlignedBuffer? _inputs, _recurrent, _states, _kept; // z, r, h, and what cells keep
    private AlignedBuffer? _dInputs, _dRecurrent, _dState, _dCarried;
    private MaskedSteps? _mask;

    /// <param name="cell">What a step does.</param>
    /// <param name="steps">The steps of a row.</param>
    /// <param name="useBias">Whether there is a bias.</param>
    public RecurrentOperator(RecurrentCell cell, RecurrentSteps steps, bool useBias)
    {
        (_cell, _steps, _useBias) = (cell, steps, useBias);
        _kernel = new(steps.Features, cell.Gates * cell.Units);
        _recurrentKernel = new(cell.Units, cell.Gates * cell.Units);
        _biasSums = [.. Enumerable.Range(0, cell.SplitsProducts ? 2 : 1).Select(_ => new AlignedBuffer(GatesLength))];
    }

    /// <inheritdoc/>
    internal override bool AllowsThreads => true;

    private int StateLength => _cell.Units * Tile.Lanes;

    private int GatesLength => _cell.Gates * StateLength;

    private int KeptLength => _cell.Kept * StateLength;

    private nint FeaturesLength => _steps.Features * Tile.Lanes;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        Release();
        int steps = _steps.Count;
        (_inputs, _dInputs) = (new(tiles, steps, GatesLength), new(tiles, steps, GatesLength));
        (_states, _kept) = (new(tiles, steps + 1, StateLength), new(tiles, steps + 1, KeptLength));
        (_dState, _dCarried) = (new(tiles, StateLength), new(tiles, StateLength));
        if (_cell.SplitsProducts)
        {
            (_recurrent, _dRecurrent) = (new(tiles, steps, GatesLength), new(tiles, steps, GatesLength));
        }

        _kernel.Reserve(tiles * steps);
        _recurrentKernel.Reserve(tiles * steps);
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        _kernel.Prepare(Weights[0].Pointer);
        _recurrentKernel.Prepare(Weights[1].Pointer);
    }

    /// <inheritdoc/>
    public void MaskBy(ReadOnlySpan<float> numbers) => (_mask ??= new(_steps, StateLength)).Numbers = Address(numbers);

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* bias = _useBias ? Weights[2].Pointer : null;
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            _kernel.Multiply(RowOf(Address(x), tile), new(Inputs(tile, 0), GatesLength), _steps.Count, bias, add: false);
        }

        for (int step = 0; step < _steps.Count; step++)
        {
            MultiplyStates(pass.Tiles, step, bias);
            for (int tile = 0; tile < pass.Tiles; tile++)
            {
                var taken = StepOf(tile, step);
                Span<float> state = new(State(tile, step + 1), StateLength);
                _cell.Forward(taken, state);
                _mask?.Keep(tile, step, taken, state);
                if (_steps.OutputOf(step) is >= 0 and var place)
                {
                    state.CopyTo(y[(((tile * _steps.Outputs) + place) * StateLength)..]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        _dState!.Span.Clear();
        _dCarried!.Span.Clear();
        for (int step = _steps.Count - 1; step >= 0; step--)
        {
            for (int tile = 0; tile < pass.Tiles; tile++)
            {
                AddOutputGradient(dy, tile, step);
                var gradients = GradientsOf(tile, step);
                _mask?.Hold(gradients);
                _cell.Backward(StepOf(tile, step), gradients, new(State(tile, step + 1), StateLength));
                _mask?.Skip(tile, step, gradients);
            }

            if (step > 0)
            {
                var products = _dRecurrent ?? _dInputs!;
                _recurrentKernel.MultiplyTransposed(
                    new(products.Pointer + ((nint)step * GatesLength), (nint)_steps.Count * GatesLength),
                    new(_dState.Pointer, StateLength),
                    pass.Tiles,
                    add: true);
            }
        }

        pass.BeginSums(this);
        AccumulateWeights(pass, x);
        pass.EndSums(this);
        for (int tile = 0; tile < (dx.IsEmpty ? 0 : pass.Tiles); tile++)
        {
            float* from = _dInputs!.Pointer + At(tile, 0, GatesLength);
            _kernel.MultiplyTransposed(new(from, GatesLength), RowOf(Address(dx), tile), _steps.Count, add: false);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        _kernel.Finish(Address(Weights[0].Gradient));
        _recurrentKernel.Finish(Address(Weights[1].Gradient));
        int length = _cell.Gates * _cell.Units;
        for (int i = 0; i < _biasSums.Length; i++)
        {
            BiasGradient.Finish(_biasSums[i], _useBias ? Weights[2].Gradient.Slice(i * length, length) : []);
        }
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator first)
    {
        var other = (RecurrentOperator)first;
        _kernel.ShareSums(other._kernel);
        _recurrentKernel.ShareSums(other._recurrentKernel);
        for (int i = 0; i < _biasSums.Length; i++)
        {
            _biasSums[i].Dispose();
            _biasSums[i] = other._biasSums[i];
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Release();
        _kernel.Dispose();
        _recurrentKernel.Dispose();
        _mask?.Dispose();
        foreach (var sums in _biasSums)
        {
            sums.Dispose();
        }

        base.Dispose(disposing);
    }

    private float* Inputs(int tile, int step) => _inputs!.Pointer + At(tile, step, GatesLength);

    private float* State(int tile, int step) => _states!.Pointer + ((((nint)tile * (_steps.Count + 1)) + step) * StateLength);

    /// <summary>The steps of a tile of the input, or of its gradient, in the order in which they are taken.</summary>
    private TileBlock RowOf(float* x, int tile) => new(
        x + ((((nint)tile * _steps.Count) + _steps.PlaceOf(0)) * FeaturesLength),
        _steps.IsBackwards ? -FeaturesLength : FeaturesLength);

    private nint At(int tile, int step, int length) => (((nint)tile * _steps.Count) + step) * length;

    /// <summary>Adds hU to z for a step of all tiles, or writes it with its bias to r.</summary>
    private void MultiplyStates(int tiles, int step, float* bias)
    {
        var states = new TileBlock(State(0, step), (nint)(_steps.Count + 1) * StateLength);
        nint distance = (nint)_steps.Count * GatesLength;
        if (_recurrent is not null)
        {
            float* ofRecurrent = bias is null ? null : bias + (_cell.Gates * _cell.Units);
            _recurrentKernel.Multiply(states, new(_recurrent.Pointer + At(0, step, GatesLength), distance), tiles, ofRecurrent, add: false);
        }
        else if (step > 0)
        {
            _recurrentKernel.Multiply(states, new(Inputs(0, step), distance), tiles, null, add: true);
        }
    }

    private CellStep StepOf(int tile, int step)
    {
        float* keptBefore = _kept!.Pointer + ((((nint)tile * (_steps.Count + 1)) + step) * KeptLength);
        return new()
        {
            Inputs = new(Inputs(tile, step), GatesLength),
            Recurrent = PartOf(_recurrent, tile, step),
            Before = new(State(tile, step), StateLength),
            KeptBefore = new(keptBefore, KeptLength),
            Kept = new(keptBefore + KeptLength, KeptLength),
        };
    }

    private CellGradients GradientsOf(int tile, int step) => new()
    {
        State = _dState!.Span.Slice(tile * StateLength, StateLength),
        Carried = _dCarried!.Span.Slice(tile * StateLength, StateLength),
        Inputs = PartOf(_dInputs, tile, step),
        Recurrent = PartOf(_dRecurrent, tile, step),
    };

    /// <summary>The numbers of a step of all gates; empty where there are none.</summary>
    private Span<float> PartOf(AlignedBuffer? all, int tile, int step) =>
        all is null ? [] : new(all.Pointer + At(tile, step, GatesLength), GatesLength);

    /// <summary>Adds the gradient of the output to that of the state, where the state is one.</summary>
    private void AddOutputGradient(ReadOnlySpan<float> dy, int tile, int step)
    {
        if (_steps.OutputOf(step) is >= 0 and var place)
        {
            var sum = _dState!.Span.Slice(tile * StateLength, StateLength);
            TensorPrimitives.Add(sum, dy.Slice(((tile * _steps.Outputs) + place) * StateLength, StateLength), sum);
        }
    }

    private void AccumulateWeights(Pass pass, ReadOnlySpan<float> x)
    {
        int steps = _steps.Count, all = pass.Tiles * steps;
        var (dInputs, dRecurrent) = (_dInputs!, _dRecurrent ?? _dInputs!);
        BiasGradient.Accumulate(dInputs.Span[..(all * GatesLength)], _biasSums[0]);
        if (_biasSums.Length > 1)
        {
            BiasGradient.Accumulate(dRecurrent.Span[..(all * GatesLength)], _biasSums[1]);
        }

        _kernel.TakeGradients(dInputs.Pointer, all);
        _recurrentKernel.TakeGradients(dRecurrent.Pointer, all);
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            bool add = pass.FirstRow > 0 || tile > 0;
            _kernel.Accumulate(RowOf(Address(x), tile), tile * steps, steps, all, add);
            _recurrentKernel.Accumulate(new(State(tile, 0), StateLength), tile * steps, steps, all, add);
        }
    }

    private void Release()
    {
        ReadOnlySpan<AlignedBuffer?> owned = [_inputs, _recurrent, _states, _kept, _dInputs, _dRecurrent, _dState, _dCarried];
        foreach (var buffer in owned)
        {
            buffer?.Dispose();
        }
    }
}
