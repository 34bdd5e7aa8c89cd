/** The custom elements of the screens. Each page works without them; they only make it smoother. */
import "./allowed";
import "./choices";
import "./copy";
import "./drop";
import "./menus";
import "./missed";
import "./stream";
import "./tables";
