using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace Latchkey.Stubs;

/// <summary>What the phones of both kinds have: processes that end, a test that waits for what it sees, and a death at each step.</summary>
public abstract class StubPhone(string appAssembly) : IDisposable
{
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> watchers = [];
    private readonly Lock guard = new();
    private Exception? crash;

    public string AppAssembly => appAssembly;

    /// <summary>What the test tells the app, by name.</summary>
    public Dictionary<string, object> Settings { get; } = [];

    /// <summary>Kills the process before or after a request of its, or a use of the phone's own keys: at each such step its number is one higher.</summary>
    public int? DiesAtStep { get; set; }

    public int Steps { get; private set; }

    /// <summary>The process of the app; null when there is none.</summary>
    protected abstract StubProcess? Running { get; }

    /// <summary>The system takes the memory of the app's process: no callback, no warning.</summary>
    public abstract void Kill();

    /// <summary>What is on the phone, for a test that waited in vain.</summary>
    protected abstract string Describe();

    /// <summary>Ends when the condition holds; it is looked at whenever something happens on the phone.</summary>
    public async Task Until(Func<bool> condition, string what = "what was waited for")
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (watchers) watchers.Add((condition, met));
        Changed();
        try
        {
            await met.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what} did not come about. The app says: {(Running?.Screen as MauiScreen)?.Texts ?? "nothing"}. {Describe()}");
        }
        if (crash is not null) throw new InvalidOperationException("The app crashed.", crash);
    }

    /// <summary>To be called by whatever an app can be seen by.</summary>
    public void Changed()
    {
        lock (watchers)
            foreach (var (condition, met) in watchers.ToList())
                if (crash is not null || condition())
                {
                    met.TrySetResult();
                    watchers.RemoveAll(w => w.Met == met);
                }
    }

    /// <summary>Ends when the main thread has done what it was given.</summary>
    public Task Settled()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Running?.Post(done.SetResult) == true ? done.Task : Task.CompletedTask;
    }

    /// <summary>The system lets go of the locks of the dead. Here they die within one process of the test's, which holds on: the files go, and with them what the dead hold.</summary>
    protected static void LetGoOfLocks(string folder)
    {
        foreach (var held in Directory.EnumerateFiles(folder, "*.lock", SearchOption.AllDirectories)) File.Delete(held);
    }

    internal void Crash(Exception e)
    {
        crash = e;
        Changed();
    }

    internal void Step(StubProcess process)
    {
        bool dies;
        lock (guard) dies = process == Running && ++Steps == DiesAtStep;
        if (!dies) return;
        Kill();
        Changed();
    }

    /// <summary>A step of code that waits for its answer: the dead get none.</summary>
    internal void StepBlocking(StubProcess process)
    {
        Step(process);
        if (process.IsDead) Thread.Sleep(Timeout.Infinite);
    }

    public void Dispose()
    {
        Running?.Kill();
        foreach (var setting in Settings.Values.OfType<IDisposable>()) setting.Dispose();
    }
}

/// <summary>One process of the app, with a main thread and statics of its own. When it is killed, nothing of it runs or is heard any more.</summary>
public abstract class StubProcess(StubPhone phone)
{
    private static readonly AsyncLocal<StubProcess?> Here = new();
    private readonly BlockingCollection<Action> queue = [];
    private Thread? main;
    private volatile bool isDead;

    /// <summary>The process whose code this is.</summary>
    protected static StubProcess Mine => Here.Value ?? throw new InvalidOperationException("not in a process of the phone");

    public bool IsDead => isDead;
    public bool IsMainThread => Thread.CurrentThread == main;

    /// <summary>Words for what the app shows, set by the toolkit it is made with.</summary>
    public object? Screen { get; set; }

    /// <summary>What the system does first, on the main thread.</summary>
    protected abstract void Launch();

    protected void Begin()
    {
        main = new Thread(Run) { IsBackground = true, Name = "main" };
        main.Start();
    }

    internal bool Post(Action act)
    {
        try
        {
            if (isDead) return false;
            queue.Add(act);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;       // it was killed meanwhile
        }
    }

    internal void Kill()
    {
        isDead = true;
        queue.CompleteAdding();
    }

    /// <summary>The network as this process has it: what it asked, and was told, up to its death.</summary>
    public HttpMessageHandler Network(HttpMessageHandler network) => new Wire(phone, this, network);

    private void Run()
    {
        Here.Value = this;
        SynchronizationContext.SetSynchronizationContext(new MainContext(this));
        try
        {
            Launch();
            foreach (var act in queue.GetConsumingEnumerable())
            {
                if (isDead) return;
                act();
                phone.Changed();
            }
        }
        catch (Exception e)
        {
            if (!isDead) phone.Crash(e);
        }
    }

    private sealed class MainContext(StubProcess process) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => process.Post(() => d(state));
        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();
    }

    private sealed class Wire(StubPhone phone, StubProcess process, HttpMessageHandler network) : DelegatingHandler(network)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            phone.Step(process);
            if (process.isDead) await new TaskCompletionSource().Task;      // the dead hear nothing
            var answer = await base.SendAsync(request, CancellationToken.None);
            phone.Step(process);
            if (process.isDead) await new TaskCompletionSource().Task;
            return answer;
        }
    }
}

/// <summary>The app's own assemblies, loaded anew for each process: static fields are its own.</summary>
internal sealed class AppCode : AssemblyLoadContext
{
    private readonly string folder;

    public AppCode(string path) : base(isCollectible: true)
    {
        folder = Path.GetDirectoryName(path)!;
        App = LoadFromAssemblyPath(path);
    }

    public Assembly App { get; }

    protected override Assembly? Load(AssemblyName name) =>
        name.Name is "Latchkey.Native" or "Latchkey.Protocol" && Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
}
