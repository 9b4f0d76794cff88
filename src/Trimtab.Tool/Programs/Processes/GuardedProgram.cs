namespace Trimtab.Tool.Programs.Processes;

/// <summary>A program that the guard has started. Thread-safe.</summary>
/// <param name="connection">The guard.</param>
/// <param name="number">The program's number there.</param>
internal sealed class GuardedProgram(GuardConnection connection, int number)
{
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<GuardMessage.Ended> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Id of its process, also that of its session and group, when it has started.</summary>
    public Task<int> Started => _started.Task;

    /// <summary>How it ended, when it has.</summary>
    public Task<GuardMessage.Ended> Ended => _ended.Task;

    /// <summary>Sends a signal to its whole group; nothing happens where that has ended.</summary>
    public void Send(int signal) => connection.Send(new GuardMessage.Send(number, signal));

    /// <summary>Takes what the guard says of it.</summary>
    /// <returns>Whether more will come.</returns>
    public bool Hear(GuardMessage message)
    {
        switch (message)
        {
            case GuardMessage.Started started:
                _started.TrySetResult(started.Process);
                return true;
            case GuardMessage.Ended ended:
                _ended.TrySetResult(ended);
                return false;
            case GuardMessage.Refused refused:
                Fail(new TrimtabException(refused.Why));
                return false;
            default:
                return true;
        }
    }

    /// <summary>Ends the wait for a program that can't be started, or of which it is not known what became.</summary>
    public void Fail(Exception error)
    {
        if (_started.TrySetException(error))
        {
            _ended.TrySetCanceled();
        }
        else
        {
            _ended.TrySetException(error);
        }
    }
}
