import './app.css';
import './pages.css';
import './shell';
