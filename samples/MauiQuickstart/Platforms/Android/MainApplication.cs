using Android.App;
using Android.Runtime;

namespace MauiQuickstart;

[Application(AllowBackup = false)]      // a restored backup has the secrets' files but not their key
public class MainApplication(IntPtr handle, JniHandleOwnership ownership) : MauiApplication(handle, ownership)
{
    protected override MauiApp CreateMauiApp() => MauiProgram.CreateMauiApp();
}
