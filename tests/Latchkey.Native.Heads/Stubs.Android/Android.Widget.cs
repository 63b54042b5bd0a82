// See Java.cs. Only what the mobile guide's screen touches.
using Android.Content;

namespace Android.Views
{
    public class View(Context? context) : Java.Lang.Object
    {
        public Context? Context => context;
        public event EventHandler? Click;
        public virtual bool PerformClick()
        {
            Click?.Invoke(this, EventArgs.Empty);
            return Click is not null;
        }
    }
}

namespace Android.Widget
{
    public class TextView(Context? context) : Views.View(context)
    {
        public string? Text { get; set; }
    }

    public class Button(Context? context) : TextView(context);
}
