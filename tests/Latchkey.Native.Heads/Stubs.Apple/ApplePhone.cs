using System.Collections.Concurrent;
using AuthenticationServices;
using Foundation;
using LocalAuthentication;
using UIKit;

namespace Latchkey.Stubs.Apple;

/// <summary>
/// An iPhone as an app sees it: a container with a long path, a main thread that UIKit insists on, web sessions, universal links, a process that
/// is ended in the background. What it does follows Apple's documents. A device may do more, and other.
/// </summary>
public sealed class ApplePhone : StubPhone
{
    /// <param name="appAssembly">The app, compiled against these stubs.</param>
    /// <param name="root">A folder of the test's.</param>
    public ApplePhone(string appAssembly, string root) : base(appAssembly)
    {
        Container = Path.Combine(root, "private/var/mobile/Containers/Data/Application/6F1C3A52-9D1B-4C7E-8E0A-3B5D7F9A1C2E");
        Directory.CreateDirectory(Path.Combine(Container, "Library/Application Support"));
    }

    /// <summary>The app's home folder. Of it, the app may write into Library, Documents and tmp only.</summary>
    public string Container { get; }

    /// <summary>What was excluded from backups.</summary>
    public ConcurrentBag<string> Excluded { get; } = [];

    public List<KeychainItem> Keychain { get; } = [];

    /// <summary>Whether the phone was restarted and not unlocked since: the keychain answers nothing.</summary>
    public bool IsLocked { get; set; }

    public bool IsInFront { get; private set; }

    /// <summary>Whether apple-app-site-association names the app.</summary>
    public bool HasVerifiedLinks { get; set; } = true;

    /// <summary>Whether it names the app under webcredentials as well: an https callback of a web session wants that.</summary>
    public bool HasWebCredentials { get; set; } = true;

    public bool HasPasscode { get; private set; } = true;
    public bool HasFace => Faces > 0;

    /// <summary>A number that changes with the faces and fingers that are enrolled; zero when there are none.</summary>
    public int Faces { get; private set; } = 1;

    /// <summary>Whether too many wrong faces locked the sensor.</summary>
    public bool IsLockedOut { get; set; }

    /// <summary>The version of iOS.</summary>
    public Version Version { get; set; } = new(18, 2);

    /// <summary>Another face: what was for the faces of then is gone.</summary>
    public void EnrolFace()
    {
        Faces++;
        Keychain.RemoveAll(i => i.Opens.HasFlag(Security.SecAccessControlCreateFlags.BiometryCurrentSet));
    }

    public void RemoveFaces()
    {
        EnrolFace();
        Faces = 0;
    }

    /// <summary>Takes away the code, and with it everything that needs one.</summary>
    public void RemovePasscode()
    {
        RemoveFaces();
        HasPasscode = false;
        Keychain.RemoveAll(i => i.Accessible == Security.SecAccessible.WhenPasscodeSetThisDeviceOnly);
    }

    public AppleProcess? Process { get; private set; }
    protected override StubProcess? Running => Process;
    public ApplePage? Page { get; private set; }
    public ApplePrompt? Prompt { get; private set; }

    /// <summary>The person taps the app's icon, or comes back to it.</summary>
    public void OpenApp() => Open(null);

    /// <summary>A universal link or a custom scheme that is opened somewhere else on the phone.</summary>
    public void OpenLink(Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttps && !HasVerifiedLinks) return;      // Safari keeps it
        Open(address);
    }

    private void Open(Uri? address)
    {
        IsInFront = true;
        if (Process is not { } process)
        {
            Process = new AppleProcess(this, address);
            return;
        }
        process.Post(() => process.Notify("foreground"));
        if (address is not null) process.Post(() => process.Receive(address));
    }

    /// <summary>The person looks at something else.</summary>
    public void Background()
    {
        IsInFront = false;
        Prompt?.Fails(LAStatus.SystemCancel);
        if (Process is { } process) process.Post(() => process.Notify("background"));
    }

    /// <summary>The system takes the memory of the process; a page over the app goes with it.</summary>
    public override void Kill()
    {
        Process?.Kill();
        (Process, Page, Prompt) = (null, null, null);
        LetGoOfLocks(Container);
        Changed();
    }

    protected override string Describe() => $"Page: {Page?.Address.ToString() ?? "none"}. Window: {Prompt?.Reason ?? "none"}";

    /// <summary>The keychain is used by this process's code: a step at which it may die.</summary>
    internal static ApplePhone UseKeychain()
    {
        var process = AppleProcess.Current;
        process.Phone.StepBlocking(process);
        return process.Phone;
    }

    internal void Show(ApplePage? page)
    {
        Page = page;
        Changed();
    }

    internal LAStatus? CannotAsk(LAPolicy policy) =>
        !HasPasscode ? LAStatus.PasscodeNotSet : policy != LAPolicy.DeviceOwnerAuthenticationWithBiometrics ? null : !HasFace ? LAStatus.BiometryNotEnrolled : IsLockedOut ? LAStatus.BiometryLockout : null;

    internal ApplePrompt Ask(string reason, bool takesCode)
    {
        Prompt = new ApplePrompt(this, reason, takesCode);
        Changed();
        return Prompt;
    }

    internal void Answered(ApplePrompt prompt)
    {
        if (Prompt == prompt) Prompt = null;
    }
}

/// <summary>A page of a web session over the app.</summary>
public sealed class ApplePage
{
    private readonly AppleProcess process;
    private readonly ASWebAuthenticationSessionCallback callback;
    private readonly ASWebAuthenticationSessionCompletionHandler completed;

    internal ApplePage(AppleProcess process, Uri address, bool isPrivate, ASWebAuthenticationSessionCallback callback, ASWebAuthenticationSessionCompletionHandler completed) =>
        (this.process, Address, IsPrivate, this.callback, this.completed) = (process, address, isPrivate, callback, completed);

    public Uri Address { get; }
    public bool IsPrivate { get; }

    /// <summary>The page was redirected: to what the session waits for, or to something the system opens.</summary>
    public void Redirects(Uri address)
    {
        if (!callback.Matches(address))
        {
            process.Phone.OpenLink(address);
            return;
        }
        process.Phone.Show(null);
        process.Post(() => completed(new NSUrl(address.OriginalString), null));
    }

    /// <summary>The person presses Cancel.</summary>
    public void Close()
    {
        process.Phone.Show(null);
        process.Post(() => completed(null, new NSError("com.apple.AuthenticationServices.WebAuthenticationSession", 1, "The operation couldn't be completed.")));
    }
}

/// <summary>One process of the app on an iPhone or a Mac.</summary>
public sealed class AppleProcess : StubProcess
{
    private readonly List<(string What, EventHandler<NSNotificationEventArgs> Handler)> observers = [];
    private readonly Uri? opened;

    internal AppleProcess(ApplePhone phone, Uri? opened) : base(phone)
    {
        (Phone, this.opened) = (phone, opened);
        Application = new UIApplication(this);
        Begin();
    }

    public static AppleProcess Current => (AppleProcess)Mine;

    public ApplePhone Phone { get; }
    internal UIApplication Application { get; }
    internal NSSet<UIScene> Scenes { get; private set; } = new();
    internal Microsoft.Maui.MauiUIApplicationDelegate Delegate { get; private set; } = null!;

    /// <summary>UIKit's own check.</summary>
    internal static AppleProcess RequireMain() => Current.IsMainThread ? Current
        : throw new InvalidOperationException("UIKit Consistency error: you are calling a UIKit method that can only be invoked from the UI thread.");

    internal NSObject Observe(string what, EventHandler<NSNotificationEventArgs> handler)
    {
        lock (observers) observers.Add((what, handler));
        return new NSObject();
    }

    internal void Notify(string what)
    {
        foreach (var (_, handler) in observers.Where(o => o.What == what).ToList()) handler(null, new NSNotificationEventArgs());
    }

    internal void Receive(Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttps) Delegate.ContinueUserActivity(Application, new NSUserActivity("NSUserActivityTypeBrowsingWeb") { WebPageUrl = new NSUrl(address.OriginalString) }, _ => { });
        else Delegate.OpenUrl(Application, new NSUrl(address.OriginalString), new NSDictionary());
    }

    protected override void Launch()
    {
        var code = new AppCode(Phone.AppAssembly);
        Scenes = new(new UIWindowScene { Windows = [new UIWindow { IsKeyWindow = true }] });
        var type = code.App.GetTypes().Single(t => t.IsSubclassOf(typeof(Microsoft.Maui.MauiUIApplicationDelegate)));
        Delegate = (Microsoft.Maui.MauiUIApplicationDelegate)Activator.CreateInstance(type)!;
        Delegate.FinishedLaunching(Application, null);
        if (opened is not null) Receive(opened);
    }
}
