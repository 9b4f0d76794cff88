using Trimtab.Storages;
using Trimtab.Tests.Storages;

namespace Trimtab.Worker;

/// <summary>A storage that does something before each call: it counts, fails, or ends its process.</summary>
/// <param name="storage">The storage; disposed with this one.</param>
/// <param name="before">What is done; where it throws, nothing is read or written.</param>
internal sealed class WatchedStorage(StudyStorage storage, Action before) : ForwardingStorage(storage)
{
    protected override StudyStorage Target
    {
        get
        {
            before();
            return base.Target;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            base.Target.Dispose();
        }

        base.Dispose(disposing);
    }
}
